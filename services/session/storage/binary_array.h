#pragma once

#include <cstdint>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>

#include "common/clock.h"

namespace aicc::session {

// Element types, by their fixed OIDs in pg_type.
enum class ArrayOf : std::uint32_t {
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kFloat8 = 701,
  kTimestamptz = 1184,
  kUuid = 2950,
};

// A one-dimensional array in PostgreSQL's binary form (array_send): costs
// neither side any escaping or parsing. Add what fits the type.
class BinaryArray {
 public:
  explicit BinaryArray(ArrayOf type);

  void AddNull();
  void AddInt2(std::int16_t value);
  void AddInt4(std::int32_t value);
  void AddText(std::string_view value);
  void AddFloat8(double value);
  void AddTime(TimePoint value);
  // REQUIRES: IsUuid(value).
  void AddUuid(std::string_view value);

  // As a parameter of a query.
  pqxx::binarystring Parameter();

 private:
  template <typename Int>
  void Put(Int value);

  std::string bytes_;
  std::int32_t count_ = 0;
};

// A timestamptz in binary form.
pqxx::binarystring BinaryTime(TimePoint time);

}  // namespace aicc::session
