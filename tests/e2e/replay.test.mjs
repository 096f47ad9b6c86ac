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
  assert.match(again.output, new RegExp(`\\(${kContacts * kTurns} there before`));
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
  assert.match(playing.output, /replayed 1 contact: 2 utterances acknowledged/);
  await system.stop();
});

// Recordings with every order of speakers, one contact each.
const kSpeakers = {
  bot: ["customer", "bot", "customer", "bot"],
  agent: ["customer", "agent", "customer", "agent"],
  returned: ["customer", "agent", "customer", "agent", "bot", "customer", "bot"],
  mixed: ["customer", "bot", "customer", "agent", "customer", "bot", "agent"],
};

function record(id, locale = "ko") {
  const turns = kSpeakers[id].map((speaker, i) => ({ speaker, text: `요금 문의 ${id} ${i + 1}번째 말` }));
  return JSON.stringify({ id, locale, channel: "chat", turns });
}

async function sessions(system) {
  const listed = await system.as("ADMIN").session("ListSessions", { page_size: 200 });
  return listed.sessions ?? [];
}

test("bot, agent and both in turn: speakers, floors and ends are as recorded", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.jsonl`;
  fs.writeFileSync(file, ["bot", "agent", "returned", "mixed"].map((id) => record(id)).join("\n") + "\n");
  const system = await System.start(`${folder}/data`);
  const admin = system.as("ADMIN");

  const first = replay(system, file);
  assert.equal(await first.exit, 0, first.output);
  const again = replay(system, file);
  assert.equal(await again.exit, 0, again.output);

  // Korean recordings, a Korean report.
  assert.match(first.output, /리포트 \(최근 24시간\)/);
  const byId = new Map();
  for (const session of await sessions(system)) {
    const log = await admin.log(session.session_id, session.last_seq);
    const said = log.filter((e) => e.utterance).map((e) => e.utterance);
    const id = said[0].text.split(" ")[2];
    byId.set(id, session);
    const speakers = said.map((u) => u.speaker.replace("SPEAKER_", "").toLowerCase());
    assert.deepEqual(speakers, kSpeakers[id]);
    // Each was said by whoever had the floor then.
    let owner = "bot";
    for (const event of log) {
      if (event.floor_changed) {
        owner = event.floor_changed.floor.owner.replace("FLOOR_OWNER_", "").toLowerCase();
      }
      const speaker = event.utterance?.speaker.replace("SPEAKER_", "").toLowerCase();
      if (speaker && speaker !== "customer") assert.equal(speaker, owner, id);
    }
    assert.equal(session.state, "STATE_CLOSED", id);
    const { summary } = await admin.call("aicc.summary.v1.SummaryService/GetSummary", {
      session_id: session.session_id,
    });
    assert.ok(summary.sections.length > 0);
  }
  assert.deepEqual([...byId.keys()].sort(), ["agent", "bot", "mixed", "returned"]);
  assert.equal(byId.get("agent").end_reason, "END_REASON_AGENT_ENDED");
  assert.equal(byId.get("agent").disposition, "RECORDED");
  assert.equal(byId.get("mixed").end_reason, "END_REASON_AGENT_ENDED");
  assert.equal(byId.get("mixed").agent_id, "replay-agent");
  assert.equal(byId.get("returned").end_reason, "END_REASON_CUSTOMER_LEFT");
  await system.stop();
});

test("a replay that was killed within a contact goes on where it was", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.jsonl`;
  fs.writeFileSync(file, record("returned") + "\n");
  const system = await System.start(`${folder}/data`);
  const slow = new Process([
    "replay", file, "--http", system.url, "--token", system.token("ADMIN"), "--speed", "2",
  ]);
  await until(async () => {
    const [session] = await sessions(system);
    return session?.floor.epoch === 3;
  }, "the contact to be the bot's again");
  await slow.stop("SIGKILL");

  const again = replay(system, file);
  assert.equal(await again.exit, 0, again.output);

  assert.match(again.output, /replayed 1 contact: 7 utterances acknowledged \([4-7] there before/);
  await checkLogs(system, file);
  assert.equal((await sessions(system))[0].state, "STATE_CLOSED");
  await system.stop();
});

test("a file without JSON is given up after its first lines", async () => {
  const folder = temporaryFolder();
  const file = `${folder}/recordings.csv`;
  fs.writeFileSync(file, "id,speaker,text\n".repeat(5000));
  const system = await System.start(`${folder}/data`);

  const playing = replay(system, file);

  assert.equal(await playing.exit, 1);
  assert.match(playing.output, /gave up on .*recordings\.csv: its first 20 lines are no JSON/);
  assert.equal(playing.output.match(/NOT_JSON/g).length, 20);
  await system.stop();
});
