import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import test from "node:test";

import { Client, Process, System, temporaryFolder, token, until } from "./aicc.mjs";

// Processes whose command line or working files name `folder`.
function processesOf(folder) {
  const found = [];
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    try {
      const line = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (line.includes(folder)) found.push(`${pid} ${line.replaceAll("\0", " ")}`);
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

test("up prints URLs and a first curl that works", async () => {
  const folder = temporaryFolder();
  const system = await System.start(folder);
  const curl = system.process.output.match(/^ {2}(curl[\s\S]*?\}')$/m)[1];

  const answer = execFileSync("sh", ["-c", curl], { encoding: "utf8" });

  assert.match(JSON.parse(answer).session.session_id, /^[0-9a-f-]{36}$/);
  assert.equal((await fetch(`${system.url}/healthz`)).status, 200);
  assert.match(await (await fetch(`${system.url}/metrics`)).text(), /aicc_rpc_total/);
  assert.equal(await system.stop(), 0);
});

test("stopping leaves no process behind and keeps the data", async () => {
  const folder = temporaryFolder();
  const first = await System.start(folder);
  const session = await first.as("CUSTOMER", "c1").start();
  assert.equal(await first.stop("SIGINT"), 0);
  assert.deepEqual(processesOf(folder), []);

  const second = await System.start(folder);
  const found = await second
    .as("CUSTOMER", "c1")
    .session("GetSession", { session_id: session.session_id });
  assert.equal(found.session.session_id, session.session_id);
  assert.equal(await second.stop("SIGTERM"), 0);
  assert.deepEqual(processesOf(folder), []);
});

test("a folder is served by one process at a time", async () => {
  const folder = temporaryFolder();
  const system = await System.start(folder);

  const other = new Process(["up", "--data", folder, "--http", "127.0.0.1:0"]);

  assert.equal(await other.exit, 1);
  assert.match(other.output, /is served by another process/);
  await system.stop();
});

test("a port in use is named", async () => {
  const system = await System.start(temporaryFolder());
  const listen = new URL(system.url).host;

  const other = new Process(["up", "--data", temporaryFolder(), "--http", listen]);

  assert.equal(await other.exit, 1);
  assert.match(other.output, new RegExp(listen));
  await system.stop();
});

test("tokens decide who may do what, and which tenant is seen", async () => {
  const folder = temporaryFolder();
  const system = await System.start(folder);
  const session = await system.as("CUSTOMER", "c1").start();
  const get = { session_id: session.session_id };
  const refusal = async (bearer) => {
    try {
      await new Client(system.url, bearer).session("GetSession", get);
      return "nothing";
    } catch (error) {
      return `${error.status} ${error.code} ${error.reason}`;
    }
  };

  assert.equal(await refusal(null), "401 unauthenticated MISSING_TOKEN");
  const forged = system.token("CUSTOMER", "c1").slice(0, -3) + "abc";
  assert.equal(await refusal(forged), "401 unauthenticated BAD_TOKEN");
  const elsewhere = temporaryFolder();
  fs.writeFileSync(`${elsewhere}/auth.secret`, "x".repeat(64));
  assert.equal(
    await refusal(token(elsewhere, "CUSTOMER", "c1")),
    "401 unauthenticated BAD_TOKEN",
  );
  assert.equal(
    await refusal(system.token("CUSTOMER", "c2")),
    "404 not_found SESSION_NOT_FOUND",
  );
  assert.equal(
    await refusal(system.token("SUPERVISOR", "s1", "another")),
    "404 not_found SESSION_NOT_FOUND",
  );
  await assert.rejects(
    system.as("CUSTOMER", "c1").call("aicc.summary.v1.ReportService/GetReport", {}),
    { code: "permission_denied", reason: "ROLE_NOT_ALLOWED" },
  );
  await system.stop();
});

test("an unknown key in the configuration is refused with its line", async () => {
  const folder = temporaryFolder();
  fs.writeFileSync(`${folder}/aicc.yaml`, "threads: 2\nsession:\n  ofer_timeout: 3s\n");

  const up = new Process(["up", "--data", folder, "--config", `${folder}/aicc.yaml`]);

  assert.equal(await up.exit, 1);
  assert.match(up.output, /aicc\.yaml:3: session\.ofer_timeout is not known/);
});

test("a pack with an error is refused with its file and line", async () => {
  const folder = temporaryFolder();
  fs.cpSync("deploy/packs/telco", `${folder}/pack`, { recursive: true });
  fs.appendFileSync(`${folder}/pack/policies.yaml`, "surprise: 1\n");
  const lines = fs.readFileSync(`${folder}/pack/policies.yaml`, "utf8").split("\n");

  const up = new Process([
    "up", "--data", folder, "--http", "127.0.0.1:0", "--pack", `${folder}/pack`,
  ]);

  assert.equal(await up.exit, 1);
  assert.match(up.output, new RegExp(`policies\\.yaml:${lines.length - 1}: surprise`));
});

test(
  "a folder that PostgreSQL's user cannot reach works all the same",
  { skip: process.getuid() !== 0 && "it is for root" },
  async () => {
    const closed = temporaryFolder();
    fs.chmodSync(closed, 0o700);
    const system = await System.start(`${closed}/data`);
    const elsewhere = fs.realpathSync(`${closed}/data/postgres`);

    assert.ok((await system.as("CUSTOMER", "c1").start()).session_id);
    assert.ok(!elsewhere.startsWith(closed));

    await system.stop();
    fs.rmSync(elsewhere, { recursive: true });
    fs.rmSync(`${elsewhere}.run`, { recursive: true });
  },
);

test("the data folder may have spaces, quotes and Korean in its name", async () => {
  const folder = `${temporaryFolder()}/상담 "data" it's`;
  const system = await System.start(folder);

  assert.ok((await system.as("CUSTOMER", "c1").start()).session_id);

  assert.equal(await system.stop(), 0);
});

test("Ctrl-C while it starts stops it, and the next start works", async () => {
  const folder = temporaryFolder();
  const early = new Process(["up", "--data", folder, "--http", "127.0.0.1:0"]);
  await until(() => fs.existsSync(`${folder}/postgres.log`), "initdb to begin");

  assert.equal(await early.stop("SIGINT"), 130);
  await until(() => processesOf(folder).length === 0, "PostgreSQL to end");

  const system = await System.start(folder);
  assert.ok((await system.as("CUSTOMER", "c1").start()).session_id);
  assert.equal(await system.stop(), 0);
});

test("healthz tells when the database is gone, and when it is back", async () => {
  const folder = temporaryFolder();
  const system = await System.start(folder);
  const status = async () => (await fetch(`${system.url}/healthz`)).status;
  const data = fs.realpathSync(`${folder}/postgres`);
  assert.equal(await status(), 200);

  // Away, so that it cannot be started again at once.
  fs.renameSync(data, `${data}.away`);
  const [pid] = fs.readFileSync(`${data}.away/postmaster.pid`, "utf8").split("\n");
  process.kill(Number(pid), "SIGQUIT");
  await until(async () => (await status()) === 503, "503");

  fs.renameSync(`${data}.away`, data);
  await until(async () => (await status()) === 200, "200");
  assert.equal(await system.stop(), 0);
});
