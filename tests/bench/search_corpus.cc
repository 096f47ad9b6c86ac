#include "tests/bench/search_corpus.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <pqxx/pqxx>
#include <stdexcept>
#include <tuple>

#include "common/text.h"

namespace aicc::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kUtterances = 10;
constexpr std::int64_t kDays = 30;
constexpr std::array kSurnames = {"김", "이", "박", "최", "정", "강", "조",
                                  "윤", "장", "임", "한", "오", "서", "신",
                                  "권", "황", "안", "송", "류", "홍"};
constexpr std::array kSyllables = {
    "가", "경", "규", "나", "다", "도", "동", "라", "민", "별",
    "빈", "상", "서", "석", "선", "성", "솔", "수", "승", "아",
    "연", "영", "우", "원", "윤", "은", "재", "정", "준", "하"};

std::string NameOf(std::size_t number) {
  const std::size_t n = kSyllables.size();
  return std::string(kSurnames[number / n / n % kSurnames.size()]) +
         kSyllables[number / n % n] + kSyllables[number % n];
}

// What stands between the first and the last quote of each line.
void AddQuoted(const fs::path& file, std::vector<std::string>* lines) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto begin = line.find('"');
    const auto end = line.rfind('"');
    if (begin == std::string::npos || end <= begin + 10) continue;
    if (line.find("- ") > begin) continue;
    lines->push_back(line.substr(begin + 1, end - begin - 1));
  }
}

void AddSentences(const fs::path& file, std::vector<std::string>* lines) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    for (std::size_t begin = 0; begin < line.size();) {
      const auto end = std::min(line.find(". ", begin), line.size());
      if (end - begin > 40) lines->push_back(line.substr(begin, end - begin));
      begin = end + 2;
    }
  }
}

void AddTurns(const std::string& file, std::vector<std::string>* lines) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    for (const auto& turn : boost::json::parse(line).at("turns").as_array()) {
      std::string text(turn.at("text").as_string());
      if (!text.empty()) lines->push_back(std::move(text));
    }
  }
}

// A UUIDv7.
std::string IdOf(std::int64_t micros, std::size_t number) {
  const auto ms = static_cast<unsigned long long>(micros / 1'000);
  char text[40];
  std::snprintf(text, sizeof text, "%08llx-%04llx-7000-8000-%012zx", ms >> 16,
                ms & 0xFFFF, number);
  return text;
}

}  // namespace

SearchCorpus::SearchCorpus(const std::string& pack,
                           const std::string& conversations) {
  std::vector<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(pack)) {
    if (entry.path().extension() == ".yaml") AddQuoted(entry.path(), &lines);
    if (entry.path().extension() == ".md") AddSentences(entry.path(), &lines);
  }
  std::ranges::sort(lines);  // Folders have no order.
  for (std::string& line : lines) {
    const bool korean = DetectLocale(FoldText(line)) == "ko";
    (korean ? korean_ : english_).push_back(std::move(line));
  }
  if (!conversations.empty()) AddTurns(conversations, &english_);
  if (korean_.empty() || english_.empty()) {
    throw std::runtime_error("nothing to say in " + pack);
  }
}

std::vector<std::string> SearchCorpus::Names(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(NameOf(i * 331));
  return names;
}

std::uint32_t SearchCorpus::Next(std::uint32_t below) {
  state_ = state_ * 6364136223846793005 + 1442695040888963407;
  return static_cast<std::uint32_t>(state_ >> 33) % below;
}

std::string SearchCorpus::Utterance(bool korean, bool past) {
  const std::string number = std::to_string(100'000 + Next(900'000));
  std::string text = Any(korean ? korean_ : english_);
  const auto kind = Next(10);
  if (past && kind < 2) return text + " " + std::string(kPast) + "금이요";
  if (kind == 0) {
    text += korean ? " 저는 " + NameOf(Next(18'000)) + "이라고 합니다"
                   : " My order number is " + number;
  } else if (kind == 1) {
    text = korean ? "네 고객님, " + text + " 접수번호는 " + number + "입니다"
                  : "Hi there, " + text;
  } else if (kind < 5) {
    text += " " + Any(korean ? korean_ : english_);
  }
  return text;
}

void SearchCorpus::Fill(const std::string& owner_dsn, std::size_t contacts) {
  pqxx::connection connection(owner_dsn);
  pqxx::work work(connection);
  work.exec("SET LOCAL search_path = session");
  work.exec(
      "CREATE TEMP TABLE new_session (id uuid, number int, us bigint, "
      "locale text)");
  work.exec(
      "CREATE TEMP TABLE new_event (id uuid, seq int, us bigint, speaker int, "
      "text text)");
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::microseconds>(
          std::chrono::system_clock::now().time_since_epoch())
          .count();
  const std::int64_t span = kDays * 24 * 3'600 * 1'000'000;
  {
    pqxx::stream_to sessions(work, "new_session");
    for (std::size_t i = 0; i < contacts; ++i) {
      const std::int64_t us = now - span +
                              span / static_cast<std::int64_t>(contacts) *
                                  static_cast<std::int64_t>(i);
      sessions << std::make_tuple(IdOf(us, i), static_cast<int>(i), us,
                                  std::string(i % 2 == 0 ? "ko" : "en"));
    }
    sessions.complete();
  }
  {
    pqxx::stream_to events(work, "new_event");
    for (std::size_t i = 0; i < contacts; ++i) {
      const std::int64_t us = now - span +
                              span / static_cast<std::int64_t>(contacts) *
                                  static_cast<std::int64_t>(i);
      const bool past = i < contacts / 2 && i % 10 == 0;
      for (int seq = 2; seq < 2 + kUtterances; ++seq) {
        events << std::make_tuple(IdOf(us, i), seq, us + seq * 4'000'000,
                                  seq % 2 == 0 ? 1 : 3,
                                  Utterance(i % 2 == 0, past));
      }
    }
    events.complete();
  }
  work.exec(
      "INSERT INTO session (session_id, tenant_id, requester, request_id, "
      "channel, locale, customer_id, customer_name, source, start_time, state, "
      "floor_owner, floor_epoch, last_seq, queue, agent_id, intent, "
      "disposition) "
      "SELECT id, 'bench', '', id::text, 1, locale, 'c' || number % 20000, '', "
      "'', to_timestamp(us / 1e6), CASE WHEN number % 50 = 0 THEN 8 ELSE 7 "
      "END, "
      "3, 3, 11, 'queue' || number % 5, 'agent' || number % 60, 'intent' || "
      "number % 70, 'disposition' || number % 6 FROM new_session");
  work.exec(
      "INSERT INTO event (session_id, seq, tenant_id, event_id, type, "
      "event_time, record_time, speaker, text) "
      "SELECT id, seq, 'bench', seq::text, 10, to_timestamp(us / 1e6), "
      "to_timestamp(us / 1e6), speaker, text FROM new_event");
  work.exec("SELECT session.rebuild_search()");
  work.commit();
  pqxx::nontransaction(connection).exec("ANALYZE session.session");
  pqxx::nontransaction(connection).exec("ANALYZE session.event");
}

}  // namespace aicc::bench
