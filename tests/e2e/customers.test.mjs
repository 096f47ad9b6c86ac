import assert from "node:assert/strict";
import test from "node:test";

import { Process, System, temporaryFolder } from "./aicc.mjs";

const kCustomers = "aicc.session.v1.CustomerService";

async function contact(client, customerId, said) {
  const { session } = await client.session("StartSession", {
    request_id: `start ${customerId}`, channel: "CHANNEL_CHAT", customer_id: customerId,
  });
  for (const [speaker, text] of said) {
    await client.session("AppendEvent", {
      session_id: session.session_id, event_id: text,
      utterance: { speaker: `SPEAKER_${speaker}`, text, floor_epoch: 1 },
    });
  }
  return session.session_id;
}

test("two ids of one person are merged, and their history is exported as vCon", async () => {
  const system = await System.start(`${temporaryFolder()}/data`);
  const admin = system.as("ADMIN");
  const put = (customer_id, value) => admin.call(`${kCustomers}/PutCustomer`, {
    customer: {
      customer_id, display_name: "김민지",
      identifiers: [{ kind: "IDENTIFIER_KIND_PHONE", value }],
    },
  });
  const first = await contact(admin, "web-1", [
    ["CUSTOMER", "이번 달 요금이 왜 이렇게 많이 나왔어요?"],
    ["BOT", "로밍 요금 3만 원이 포함되었습니다."],
    ["CUSTOMER", "알겠습니다. 감사합니다."],
  ]);
  await admin.call("aicc.summary.v1.SummaryService/SummarizeSession", { session_id: first });
  const second = await contact(admin, "crm-1", [["CUSTOMER", "안녕하세요"]]);

  await put("crm-1", "010-1234-5678");
  await assert.rejects(put("web-1", "+82 10 1234 5678"), { reason: "IDENTIFIER_TAKEN" });
  await admin.call(`${kCustomers}/MergeCustomers`, {
    customer_id: "crm-1", merged_customer_id: "web-1",
  });

  const agent = system.as("AGENT", "a1");
  const history = await agent.call(`${kCustomers}/ListCustomerContacts`, { customer_id: "web-1" });
  assert.deepEqual(history.contacts.map((c) => c.session.session_id), [second, first]);
  assert.ok(history.contacts[1].summary.sections.length > 0);
  assert.ok(!history.summaries_unavailable);

  const exporting = new Process([
    "export", first, "--http", system.url, "--token", system.token("SUPERVISOR"),
  ]);
  assert.equal(await exporting.exit, 0, exporting.output);
  const vcon = JSON.parse(exporting.output);
  assert.equal(vcon.parties[0].tel, "+821012345678");
  assert.equal(vcon.dialog.filter((d) => d.type === "text").length, 3);
  assert.equal(vcon.analysis[0].type, "summary");

  const refused = new Process([
    "export", first, "--http", system.url, "--token", system.token("AGENT"),
  ]);
  assert.equal(await refused.exit, 1);
  assert.match(refused.output, /ROLE_NOT_ALLOWED/);
  await system.stop();
  // Nobody was named in what it printed.
  assert.doesNotMatch(system.process.output, /김민지|1012345678|web-1|crm-1/);
});
