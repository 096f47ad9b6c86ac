import assert from "node:assert/strict";
import test from "node:test";

import { Process, temporaryFolder } from "./aicc.mjs";

test("the demo contacts play without a failed step", async () => {
  const demo = new Process([
    "up", "--demo", "--data", temporaryFolder(), "--http", "127.0.0.1:0",
  ]);

  const code = await demo.exit;

  assert.equal(code, 0, demo.output);
  assert.match(demo.output, /1[2-9] contacts played, 0 steps failed/);
  // What a person reads, in both languages.
  for (const words of [
    /고객: .*로밍/, /챗봇: /, /출처 /, /DOMAIN builtin\/telco/, /상담원 연결: /,
    /인계 요약 \(POLICY_CANCELLATION\)/, /상담 요약/, /상황: .*\[#\d+/, /리포트/,
    /Customer: /, /Bot: /, /source /, /Hand-over: /, /Brief \(CUSTOMER_ASKED\)/,
    /Summary/, /Situation: .*\[#\d+/, /Report/, /OUT_OF_SCOPE/,
  ]) {
    assert.match(demo.output, words);
  }
});
