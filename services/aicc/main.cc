#include <CLI/CLI.hpp>
#include <iostream>

#include "services/aicc/commands.h"
#include "services/aicc/data_folder.h"
#include "services/aicc/wait_for_signal.h"

namespace aicc {
namespace {

constexpr char kDefaultHttp[] = "127.0.0.1:8080";
constexpr char kDefaultUrl[] = "http://127.0.0.1:8080";

void AddUp(CLI::App& app, UpOptions* options) {
  CLI::App* up = app.add_subcommand(
      "up", "Start everything on this machine, with a PostgreSQL of its own");
  options->data = DataFolder::DefaultPath();
  up->add_option("--data", options->data, "Folder that keeps all data")
      ->capture_default_str();
  up->add_option("--http", options->http,
                 std::string("HOST:PORT to listen on; default as configured, "
                             "else ") +
                     kDefaultHttp);
  up->add_option("--config", options->config, "YAML file; default: none");
  up->add_option("--pack", options->pack, "Folder of the pack");
  up->add_flag("--demo", options->demo,
               "Play the pack's demo contacts, then stop");
}

void AddServe(CLI::App& app, ServeOptions* options) {
  CLI::App* serve = app.add_subcommand(
      "serve", "Serve some services, or all, against a PostgreSQL of yours");
  serve->add_option("services", options->services,
                    "session, inference, summary, chatbot, gateway; default "
                    "all");
  serve->add_option("--config", options->config, "YAML file");
}

void AddToken(CLI::App& app, TokenOptions* options) {
  CLI::App* token =
      app.add_subcommand("token", "Print a bearer token, for development");
  options->data = DataFolder::DefaultPath();
  token->add_option("--data", options->data, "Folder of the system's data")
      ->capture_default_str();
  token->add_option("--config", options->config,
                    "YAML file of a system that `serve` serves, instead");
  token
      ->add_option("--role", options->role,
                   "CUSTOMER, AGENT, SUPERVISOR, ADMIN or SERVICE")
      ->required();
  token->add_option("--tenant", options->tenant, "Whose data")
      ->capture_default_str();
  token->add_option("--subject", options->subject,
                    "Who: a customer's or agent's id; default: the role and "
                    "-1, such as customer-1");
  token->add_option("--permission", options->permissions,
                    "What a supervisor may do beside: MONITOR, WHISPER, BARGE; "
                    "may be given several times");
  token
      ->add_option_function<std::int64_t>(
          "--hours",
          [options](std::int64_t hours) {
            options->lifetime = std::chrono::hours(hours);
          },
          "How long it is good; default 12")
      ->check(CLI::Range(1, 24 * 366));
}

void AddReplay(CLI::App& app, ReplayOptions* options) {
  CLI::App* replay = app.add_subcommand(
      "replay", "Stream recorded conversations in as live contacts");
  replay
      ->add_option("file", options->file,
                   "JSONL, one conversation a line: id, locale (ko, en; "
                   "default ko), channel (chat, voice; default chat), turns "
                   "with speaker (customer, bot, agent), text and optional "
                   "time in seconds")
      ->required();
  options->http = kDefaultUrl;
  replay->add_option("--http", options->http, "The gateway")
      ->capture_default_str();
  replay->add_option("--token", options->token, "A token of the role ADMIN")
      ->required();
  replay
      ->add_option("--speed", options->speed,
                   "1 as recorded, 10 ten times as fast, 0 at once: the "
                   "report's times are then the replay's own")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  replay->add_option("--parallel", options->parallel, "Contacts at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  replay
      ->add_option("--run", options->run,
                   "The same name again continues; another makes new contacts")
      ->capture_default_str();
  replay
      ->add_option("--disposition", options->disposition,
                   "The pack's, for contacts that an agent handled")
      ->capture_default_str();
  replay->add_flag_callback(
      "--no-summaries", [options] { options->summaries = false; },
      "Do not summarise the contacts");
}

void AddExport(CLI::App& app, ExportOptions* options) {
  CLI::App* exported = app.add_subcommand(
      "export", "Print a contact as vCon JSON, with its summary");
  exported->add_option("session_id", options->session_id, "The contact")
      ->required();
  options->http = kDefaultUrl;
  exported->add_option("--http", options->http, "The gateway")
      ->capture_default_str();
  exported
      ->add_option("--token", options->token,
                   "A token of the role SUPERVISOR or ADMIN")
      ->required();
}

void AddModels(CLI::App& app, ModelsOptions* options) {
  CLI::App* models = app.add_subcommand(
      "models", "List the models that are configured, and which are reachable");
  options->http = kDefaultUrl;
  models->add_option("--http", options->http, "The gateway")
      ->capture_default_str();
  models
      ->add_option("--token", options->token,
                   "A token of the role SUPERVISOR, ADMIN or SERVICE")
      ->required();
}

std::string CommandNames(const CLI::App& app) {
  std::string names;
  for (const CLI::App* each : app.get_subcommands({})) {
    names += (names.empty() ? "" : ", ") + each->get_name();
  }
  return names;
}

// What is wrong with the command line. Without a command that exists, the ones
// there are say more than the parser does.
int Explain(const CLI::App& app, const CLI::ParseError& wrong,
            const std::string& first) {
  const bool asked = wrong.get_exit_code() == 0;  // --help, --version
  if (asked || !app.get_subcommands().empty()) return app.exit(wrong);
  const char* kind = first.starts_with("-") ? "option" : "command";
  std::cerr << "aicc: "
            << (first.empty()
                    ? std::string("which command?")
                    : std::string("there is no ") + kind + " " + first + ";")
            << " the commands are: " << CommandNames(app)
            << "\naicc --help says what they do.\n";
  return wrong.get_exit_code();
}

int Run(int argc, char** argv) {
  CLI::App app("AICC: the backend of an AI contact centre");
  app.set_version_flag("--version", "aicc " AICC_VERSION);
  app.require_subcommand(1);
  UpOptions up;
  AddUp(app, &up);
  ServeOptions serve;
  AddServe(app, &serve);
  std::string migrate_config;
  app.add_subcommand("migrate", "Bring the database's schemas up to date")
      ->add_option("--config", migrate_config, "YAML file")
      ->required();
  TokenOptions token;
  AddToken(app, &token);
  ReplayOptions replay;
  AddReplay(app, &replay);
  ExportOptions exported;
  AddExport(app, &exported);
  ModelsOptions models;
  AddModels(app, &models);
  ChatOptions chat;
  CLI::App* chatting =
      app.add_subcommand("chat", "Talk to it as a customer; /quit ends it");
  chat.http = kDefaultUrl;
  chatting->add_option("--http", chat.http, "The gateway")
      ->capture_default_str();
  chatting->add_option("--token", chat.token,
                       "A token of the role CUSTOMER; default: one is made "
                       "from --data");
  chat.data = DataFolder::DefaultPath();
  chatting->add_option("--data", chat.data, "Folder of the system's data")
      ->capture_default_str();
  chatting->add_option("--locale", chat.locale, "ko or en")
      ->check(CLI::IsMember({"ko", "en"}))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return Explain(app, wrong, argc > 1 ? argv[1] : "");
  }

  if (app.got_subcommand("up")) return HoldSignals(), RunUp(up);
  if (app.got_subcommand("serve")) return HoldSignals(), RunServe(serve);
  if (app.got_subcommand("migrate")) return RunMigrate(migrate_config);
  if (app.got_subcommand("token")) return RunToken(token);
  if (app.got_subcommand("replay")) return RunReplay(replay);
  if (app.got_subcommand("export")) return RunExport(exported);
  if (app.got_subcommand("models")) return RunModels(models);
  return RunChat(chat);
}

}  // namespace
}  // namespace aicc

int main(int argc, char** argv) {
  try {
    return aicc::Run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "aicc: " << e.what() << "\n";
    return 1;
  }
}
