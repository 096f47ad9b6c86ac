import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";

import { Process, System, sleep, temporaryFolder, until } from "./aicc.mjs";

const kContacts = 150;
const kTurns = 12;

function writeRecordings(file) {
  const lines = [];
  for (let c = 0; c < kContacts; ++c) {
    const turns = [];
    for (let t = 0; t < kTurns; ++t) {
      // Some say the same thing twice: nothing may be matched by text.
      turns.push({
        speaker: t % 2 ? "agent" : "customer",
        text: t % 3 ? `상담 ${c} 의 발화 ${t}` : "네",
      });
    }
    lines.push(JSON.stringify({ id: `c${c}`, locale: "ko", channel: "voice", turns }));
  }
  fs.writeFileSync(file, lines.join("\n") + "\n");
}

function replay(system, file) {
  return new Process([
    "replay", file, "--http", system.url, "--token", system.token("ADMIN"), "--parallel", "8",
  ]);
}

// Every contact's utterances, by customer: the log must hold each recorded turn
// once, in order, and no `seq` may be missing.
async function checkLogs(system, file) {
  const admin = system.as("ADMIN");
  const recorded = fs.readFileSync(file, "utf8").trim().split("\n").map((l) => JSON.parse(l));
  const sessions = [];
  let page = "";
  do {
    const listed = await admin.session("ListSessions", { page_size: 100, page_token: page });
    sessions.push(...listed.sessions);
    page = listed.next_page_token;
  } while (page);
  assert.equal(sessions.length, recorded.length);

  const expected = new Map(recorded.map((r) => [r.turns.map((t) => t.text).join("|"), r]));
  for (const session of sessions) {
    const log = await admin.log(session.session_id, session.last_seq);
    assert.deepEqual(log.map((e) => e.seq), log.map((_, i) => i + 1));
    const texts = log.filter((e) => e.utterance).map((e) => e.utterance.text);
    assert.ok(expected.delete(texts.join("|")), `${session.session_id}: ${texts.length} turns`);
  }
  assert.equal(expected.size, 0);
}

test("a replay survives SIGKILL of the system: nothing lost, nothing twice", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.jsonl`;
  writeRecordings(file);
  let system = await System.start(`${folder}/data`);
  const http = new URL(system.url).host;
  const playing = replay(system, file);

  for (let kills = 0; kills < 2; ++kills) {
    const admin = system.as("ADMIN");
    const before = (await admin.session("ListSessions", { page_size: 200 })).sessions ?? [];
    await until(async () => {
      const now = (await admin.session("ListSessions", { page_size: 200 })).sessions ?? [];
      return now.length > before.length + 10;
    }, "the replay to be in the middle");
    await system.stop("SIGKILL");
    system = await System.start(`${folder}/data`, { http });
  }

  assert.equal(await playing.exit, 0, playing.output);
  assert.match(
    playing.output,
    new RegExp(`replayed ${kContacts} contacts: ${kContacts * kTurns} utterances acknowledged`),
  );
  await checkLogs(system, file);

  const again = replay(system, file);
  assert.equal(await again.exit, 0, again.output);
  assert.match(again.output, new RegExp(`\\(${kContacts * kTurns} were there before`));
  await checkLogs(system, file);
  await system.stop();
});

test("a replay survives PostgreSQL being stopped and started", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.jsonl`;
  writeRecordings(file);
  const system = await System.start(`${folder}/data`);
  const playing = replay(system, file);
  await sleep(300);

  const pid = Number(
    fs.readFileSync(fs.realpathSync(`${folder}/data/postgres`) + "/postmaster.pid", "utf8")
      .split("\n")[0],
  );
  process.kill(pid, "SIGQUIT");

  assert.equal(await playing.exit, 0, playing.output);
  await checkLogs(system, file);
  await system.stop();
});

test("a bad line is named, and the others are played", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.jsonl`;
  fs.writeFileSync(
    file,
    '{"id":"good","turns":[{"speaker":"customer","text":"요금이 궁금해요"},' +
      '{"speaker":"agent","text":"네, 안내해 드리겠습니다."}]}\n' +
      '{"id":"bad","turns":[{"speaker":"parrot","text":"안녕"}]}\n' +
      '{"id":"good","turns":[{"speaker":"customer","text":"다른 말"}]}\n',
  );
  const system = await System.start(`${folder}/data`);

  const playing = replay(system, file);

  assert.equal(await playing.exit, 1);
  assert.match(playing.output, /recordings\.jsonl:2: turns\[0\]\.speaker must be/);
  assert.match(playing.output, /recordings\.jsonl:3: id is that of line 1/);
  assert.match(playing.output, /replayed 1 contacts: 2 utterances/);
  await system.stop();
});
