import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

import { System, program, temporaryFolder } from "./aicc.mjs";

function chat(system, locale, lines) {
  return spawnSync(
    program,
    ["chat", "--http", system.url, "--data", system.folder, "--locale", locale],
    { input: lines.join("\n") + "\n", encoding: "utf8", timeout: 60_000 },
  );
}

test("a customer chats in the terminal, in both languages", async () => {
  const system = await System.start(temporaryFolder());

  const korean = chat(system, "ko", ["일본 로밍 하루 요금제 얼마예요?", "/quit"]);
  const english = chat(system, "en", ["How much does an eSIM cost?", "/quit"]);

  assert.equal(korean.status, 0, korean.stderr);
  assert.match(korean.stdout, /AI 상담사/);
  assert.match(korean.stdout, /11,000원/);
  assert.match(korean.stdout, /\[roaming-daily-pass\]/);
  assert.match(korean.stdout, / {4}DOMAIN builtin\/telco/);
  assert.match(korean.stdout, /^\(\/quit을 입력하면 상담을 마칩니다\.\)/);
  assert.equal(english.status, 0, english.stderr);
  assert.match(english.stdout, /2,750 won/);
  assert.match(english.stdout, /^\(\/quit ends the chat\.\)/);
  for (const { stdout } of [korean, english]) {
    const sources = stdout.match(/\n {4}\[[a-z-]+\]/g);
    assert.equal(new Set(sources).size, sources.length, stdout);
  }
  await system.stop();
});

test("who asks for an agent is told once that they wait for one", async () => {
  const system = await System.start(temporaryFolder());

  const korean = chat(system, "ko", ["상담원 연결해 주세요", "여보세요", "/quit"]);
  const english = chat(system, "en", ["I want to talk to an agent", "Hello?", "/quit"]);

  assert.equal(korean.stdout.split("상담원을 기다리고 있습니다").length, 2, korean.stdout);
  assert.equal(english.stdout.split("Waiting for an agent").length, 2, english.stdout);
  assert.match(english.stdout, /\n {4}HUMAN CUSTOMER_ASKED\n/);
  await system.stop();
});

test("a contact goes from the bot to an agent, and the bot falls silent", async () => {
  const system = await System.start(temporaryFolder());
  const customer = system.as("CUSTOMER", "c1");
  const agent = system.as("AGENT", "a1");
  const { session_id: id } = await customer.start("ko");
  await agent.routing("SetPresence", { presence: "PRESENCE_AVAILABLE" });

  const replies = await customer.send(id, "상담원 연결해 주세요");
  const handOver = replies.find((reply) => reply.hand_over).hand_over;
  let offer;
  for await (const message of agent.stream("aicc.session.v1.RoutingService/WatchOffers", {})) {
    offer = message.offer;
    if (offer?.state === "OFFER_STATE_PENDING") break;
  }
  const { session } = await agent.routing("AcceptOffer", { offer_id: offer.offer_id });
  await agent.session("AppendEvent", {
    session_id: id,
    event_id: "hello",
    utterance: { speaker: "SPEAKER_AGENT", text: "안녕하세요", floor_epoch: session.floor.epoch },
  });
  const later = await customer.send(id, "네, 안녕하세요");

  assert.equal(handOver.reason, "CUSTOMER_ASKED");
  assert.ok(offer.session.brief.summary.length > 0);
  // The agent has the floor: the message is taken, and the bot is silent.
  assert.deepEqual(Object.keys(later[0]), ["received"]);
  assert.equal(later.length, 1);
  const log = await customer.log(id, later[0].received.seq);
  assert.deepEqual(
    log.filter((e) => e.utterance).map((e) => e.utterance.speaker).slice(-2),
    ["SPEAKER_AGENT", "SPEAKER_CUSTOMER"],
  );
  await system.stop();
});
