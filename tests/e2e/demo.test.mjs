import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";

import { Process, System, temporaryFolder } from "./aicc.mjs";

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
    /\(강한 불만을 보인 고객은/, /대기열 해지 상담 \(POLICY_CANCELLATION\)  \[#\d+\]/,
    /queue Retention \(POLICY_CANCELLATION\)/, /상담 결과: 불만 접수  \[#\d+\]/,
    /신뢰도 0\.\d\d/, /답변 주체: DOMAIN/, /  전환 사유: /, /\(-1~\+1\)/, /\(-1 to \+1\)/,
    /DIRECT_CALL 2/, /CUSTOMER_ASKED 2/, /대기열 기술 상담 \(DIRECT_CALL\)/,
    /\n {2}4\.\d\d +평균 평점/, /처리 주체: 상담원 10, 챗봇 4/,
  ]) {
    assert.match(demo.output, words);
  }
  for (const words of [
    /대기열 general/, /상담 결과: [A-Z]/, /의도 minor_customer/, /상위 전환/,
    /with help for the agent/,
  ]) {
    assert.doesNotMatch(demo.output, words);
  }
  checkCitations(demo.output);
});

test("a demo whose PostgreSQL stops names each failed step and loses nothing it has shown", async () => {
  const folder = temporaryFolder();
  const demo = new Process(["up", "--demo", "--data", folder, "--http", "127.0.0.1:0"]);
  await demo.prints(/\n━━ [^]*\n━━ [^]*\n━━ /);
  const data = fs.realpathSync(`${folder}/postgres`);

  // Away, so that it cannot be started again at once.
  fs.renameSync(data, `${data}.away`);
  const [pid] = fs.readFileSync(`${data}.away/postmaster.pid`, "utf8").split("\n");
  process.kill(Number(pid), "SIGQUIT");
  const code = await demo.exit;
  fs.renameSync(`${data}.away`, data);

  assert.equal(code, 1, demo.output);
  assert.match(demo.output, /✗ StartSession: storage is unavailable; retry later \(STORE_UNAVAILABLE\)/);
  assert.match(demo.output, /✗ GetReport: storage is unavailable; retry later \(STORE_UNAVAILABLE\)/);
  assert.match(demo.output, /14 contacts played, [1-9]\d* steps failed/);
  await checkShown(demo.output, folder);
});

// Whatever was shown with its place in the log must be there at the next start.
async function checkShown(output, folder) {
  const system = await System.start(folder);
  const admin = system.as("ADMIN");
  const kept = new Set();
  const { sessions } = await admin.session("ListSessions", { page_size: 100 });
  for (const session of sessions) {
    const log = await admin.log(session.session_id, session.last_seq);
    for (const { seq, utterance } of log) if (utterance) kept.add(`${utterance.text}  [#${seq}]`);
  }
  const shown = [...output.matchAll(/^ {2}(?:고객|챗봇|상담원|Customer|Bot|Agent): (.*\[#\d+\])$/gm)];
  assert.ok(shown.length > 10, output);
  for (const [, line] of shown) assert.ok(kept.has(line), line);
  assert.equal(await system.stop(), 0);
}

// Every place in the log that a summary names must stand at a line above it.
function checkCitations(output) {
  const contacts = output.split("\n━━ ").slice(1);
  assert.equal(contacts.length, 14);
  for (const contact of contacts) {
    const [lines, summary] = contact.split("\n  ── ");
    const shown = new Set([...lines.matchAll(/ {2}\[#(\d+)\]$/gm)].map((m) => m[1]));
    const cited = [...summary.split("\n\n")[0].matchAll(/#(\d+)/g)].map((m) => m[1]);
    assert.ok(cited.length > 0, contact);
    for (const seq of cited) assert.ok(shown.has(seq), `#${seq} is not shown in\n${contact}`);
    // What is known of a Korean customer has Korean names.
    if (contact.startsWith("angry-customer-ko")) assert.match(lines, /│ 날짜: 이번 달/);
    if (/\n {2}고객: /.test(lines)) assert.doesNotMatch(lines, /│ [a-z]/);
    for (const line of lines.split("\n")) {
      if (/^ {2}(고객|챗봇|고지|상담원|Customer|Bot|Notice|Agent|Hand-over|상담원 연결): /.test(line)) {
        assert.match(line, / \[#\d+\]$/);
      }
    }
  }
}
