#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aicc::bench {

// Contacts in Korean and English to search in: sentences of the demo pack and,
// if there is one, of a file of recorded conversations (see README.md), varied
// with names and numbers. The same every time.
class SearchCorpus {
 public:
  // `conversations` may be empty.
  SearchCorpus(const std::string& pack, const std::string& conversations);

  // Puts `contacts` of 10 utterances into the tenant `bench` of the database,
  // spread over the 30 days before now, and lists them for the index. As owner.
  void Fill(const std::string& owner_dsn, std::size_t contacts);

  // Some of the names that customers give, a few contacts each.
  static std::vector<std::string> Names(std::size_t count);

  // Said in one contact of 10, but only in the older half of them.
  static constexpr std::string_view kPast = "재난지원";

 private:
  std::string Utterance(bool korean, bool past);
  std::uint32_t Next(std::uint32_t below);
  template <typename T>
  const T& Any(const std::vector<T>& of) {
    return of[Next(static_cast<std::uint32_t>(of.size()))];
  }

  std::vector<std::string> korean_;
  std::vector<std::string> english_;
  std::uint64_t state_ = 1;
};

}  // namespace aicc::bench
