import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import test from "node:test";

import { program } from "./aicc.mjs";

function run(...words) {
  return spawnSync(program, words, { encoding: "utf8", timeout: 60_000 });
}

test("without a command that exists, those there are get named", () => {
  for (const words of [[], ["foo"]]) {
    const { status, stderr } = run(...words);

    assert.notEqual(status, 0);
    assert.match(stderr, /the commands are: up, serve, migrate, token, replay, export, models, chat\n/);
  }
  assert.match(run("foo").stderr, /there is no command foo;/);
});

test("a wrong option is named, whatever the command", () => {
  assert.match(run("--foo").stderr, /there is no option --foo;/);
  assert.match(run("token", "--role", "ADMIN", "--foo").stderr, /--foo/);
});

test("an empty or unreadable value is refused, not replaced by a default", () => {
  const up = run("up", "--http", "");
  assert.equal(up.status, 1);
  assert.match(up.stderr, /--http must be HOST:PORT/);
  const folder = fs.mkdtempSync(`${os.tmpdir()}/aicc-`);
  fs.writeFileSync(`${folder}/auth.secret`, "x".repeat(64));
  for (const subject of ["", "a\nb"]) {
    const token = run("token", "--data", folder, "--role", "CUSTOMER", "--subject", subject);
    assert.equal(token.status, 1);
    assert.equal(token.stdout, "");
    assert.match(token.stderr, /a subject has 1 to 128 bytes of UTF-8 without control characters/);
  }
  fs.writeFileSync(`${folder}/auth.secret`, "cut");
  assert.match(
    run("token", "--data", folder, "--role", "CUSTOMER").stderr,
    /auth\.secret is damaged/,
  );
  fs.rmSync(folder, { recursive: true });
});

test("it tells its version", () => {
  const { status, stdout } = run("--version");

  assert.equal(status, 0);
  assert.match(stdout, /^aicc \d+\.\d+\.\d+\n$/);
});

test("help says what things are, without the parser's own marks", () => {
  const replay = run("replay", "--help").stdout;
  assert.match(replay, /--no-summaries +Do not/);
  assert.doesNotMatch(replay, /\{false\}/);
  assert.match(replay, /customer, bot, agent/);
  assert.match(run("token", "--help").stdout, /such as customer-1/);
  assert.match(run("chat", "--help").stdout, /\/quit/);
});
