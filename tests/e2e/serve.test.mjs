import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

import { Client, Process, program, temporaryFolder, until } from "./aicc.mjs";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));
const kSecret = "a secret of at least thirty-two bytes";
const kServices = ["session", "inference", "summary", "chatbot"];

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function load(file, name) {
  const definition = loader.loadSync(path.join(modules, file), { keepCase: true, enums: String });
  return name.split(".").reduce((at, word) => at[word], grpc.loadPackageDefinition(definition));
}

async function health(address, service) {
  const { Health } = load("grpc-health-check/proto/health/v1/health.proto", "grpc.health.v1");
  const client = new Health(address, grpc.credentials.createInsecure());
  const status = await new Promise((resolve) =>
    client.check({ service }, (error, answer) => resolve(error ? error.details : answer.status)),
  );
  client.close();
  return status;
}

async function reflected(address) {
  const { ServerReflection } = load(
    "@grpc/reflection/build/proto/grpc/reflection/v1alpha/reflection.proto",
    "grpc.reflection.v1alpha",
  );
  const client = new ServerReflection(address, grpc.credentials.createInsecure());
  const stream = client.serverReflectionInfo();
  stream.write({ list_services: "" });
  const answer = await new Promise((resolve, reject) => {
    stream.on("data", resolve);
    stream.on("error", reject);
  });
  stream.end();
  client.close();
  return answer.list_services_response.service.map((s) => s.name);
}

test(
  "services run as separate processes over TCP with one configuration",
  { skip: !process.env.AICC_TEST_DSN && "AICC_TEST_DSN is not set" },
  async () => {
    const folder = temporaryFolder();
    const owner = process.env.AICC_TEST_DSN;
    execFileSync("psql", [owner, "-qc", "CREATE DATABASE e2e_serve"]);
    const dsn = owner.replace("dbname=postgres", "dbname=e2e_serve");
    const addresses = {};
    for (const name of kServices) addresses[name] = `127.0.0.1:${await freePort()}`;
    const http = `127.0.0.1:${await freePort()}`;
    const config = `${folder}/aicc.yaml`;
    fs.writeFileSync(
      config,
      `database:\n  dsn: "${dsn} user=aicc_app"\n  owner_dsn: "${dsn}"\n` +
        `services:\n` +
        kServices.map((n) => `  ${n}: {address: "${addresses[n]}"}\n`).join("") +
        `gateway:\n  listen: ${http}\n`,
    );
    const environment = { AICC_AUTH_SECRET: kSecret };
    execFileSync(program, ["migrate", "--config", config]);
    const processes = [...kServices, "gateway"].map(
      (name) => new Process(["serve", name, "--config", config], environment),
    );
    for (const each of processes) await each.prints(/serving/);
    const token = (role, subject) =>
      execFileSync(
        program,
        ["token", "--config", config, "--role", role, "--subject", subject],
        { encoding: "utf8", env: { ...process.env, ...environment } },
      ).trim();

    await until(
      async () => (await fetch(`http://${http}/healthz`).catch(() => ({}))).status === 200,
      "health",
    );
    const customer = new Client(`http://${http}`, token("CUSTOMER", "c1"));
    const session = await customer.start("ko");
    const replies = await customer.send(session.session_id, "다음 주에 일본 가는데 로밍 요금이 얼마예요?");
    const answer = replies.at(-1).answer;

    assert.equal(answer.decision.tier, "TIER_DOMAIN");
    assert.ok(answer.citations.length > 0);
    assert.equal(
      await health(addresses.session, "aicc.session.v1.SessionService"), "SERVING");
    assert.equal(
      await health(addresses.summary, "aicc.summary.v1.ReportService"), "SERVING");
    const names = await reflected(addresses.chatbot);
    assert.ok(names.includes("aicc.chatbot.v1.ChatbotService"), names.join());

    // A planned stop: who watches is told, and goes on with the next process.
    const watch = customer.stream("aicc.session.v1.SessionService/WatchSession", {
      session_id: session.session_id,
    });
    let seen = 0;
    let stopped;
    await assert.rejects(
      async () => {
        for await (const { event, go_away: goAway } of watch) {
          if (event) seen = event.seq;
          if (goAway) stopped = Date.now();
          if (event?.seq === answer.seq) processes[0].child.kill("SIGTERM");
        }
      },
      { reason: "SERVER_STOPPING" },
    );
    assert.ok(Date.now() - stopped < 5_000);
    assert.equal(await processes[0].exit, 0, processes[0].output);
    processes[0] = new Process(["serve", "session", "--config", config], environment);
    await processes[0].prints(/serving/);
    await until(
      () =>
        customer
          .session("EndSession", {
            session_id: session.session_id,
            end_reason: "END_REASON_CUSTOMER_LEFT",
          })
          .catch(() => false),
      "the session service",
    );
    const rest = customer.stream("aicc.session.v1.SessionService/WatchSession", {
      session_id: session.session_id,
      after_seq: seen,
    });
    for await (const { event } of rest) assert.equal(event.seq, ++seen);
    for (const each of processes.reverse()) assert.equal(await each.stop(), 0, each.output);
  },
);

test(
  "serve refuses a database role that row-level security does not bind",
  { skip: !process.env.AICC_TEST_DSN && "AICC_TEST_DSN is not set" },
  async () => {
    const config = `${temporaryFolder()}/aicc.yaml`;
    fs.writeFileSync(config, `database: {dsn: "${process.env.AICC_TEST_DSN}"}\n`);
    const owner = new Process(["serve", "--config", config, "session"], {
      AICC_AUTH_SECRET: kSecret,
    });
    assert.equal(await owner.exit, 1);
    assert.match(owner.output, /row-level security does not bind .* aicc_owner/);
  },
);

test("serve refuses a short secret and an unknown service", async () => {
  const short = new Process(["serve", "inference"], { AICC_AUTH_SECRET: "short" });
  assert.equal(await short.exit, 1);
  assert.match(short.output, /AICC_AUTH_SECRET/);

  const unknown = new Process(["serve", "teapot"], { AICC_AUTH_SECRET: kSecret });
  assert.equal(await unknown.exit, 1);
  assert.match(unknown.output, /no service `teapot`/);

  const twice = new Process(["serve", "session", "session"], { AICC_AUTH_SECRET: kSecret });
  assert.equal(await twice.exit, 1);
  assert.match(twice.output, /`session` is named twice/);
});
