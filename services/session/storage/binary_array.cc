#include "services/session/storage/binary_array.h"

#include <bit>
#include <cstddef>
#include <type_traits>

namespace aicc::session {
namespace {

constexpr std::size_t kFlagsAt = 4;
constexpr std::size_t kCountAt = 12;

// PostgreSQL counts from 2000-01-01.
constexpr std::int64_t kEpochGapUs = 946'684'800'000'000;

// Network byte order.
template <typename Int>
void PutAt(std::string& bytes, std::size_t at, Int value) {
  auto rest = static_cast<std::make_unsigned_t<Int>>(value);
  for (std::size_t i = sizeof(Int); i-- > 0;) {
    bytes[at + i] = static_cast<char>(rest & 0xFF);
    rest = static_cast<std::make_unsigned_t<Int>>(rest >> 7 >> 1);
  }
}

int HexDigit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::int64_t SincePostgresEpoch(TimePoint time) {
  return time.time_since_epoch().count() - kEpochGapUs;
}

}  // namespace

BinaryArray::BinaryArray(ArrayOf type) {
  Put<std::int32_t>(1);  // Dimensions.
  Put<std::int32_t>(0);  // 1 if there are nulls.
  Put(static_cast<std::int32_t>(type));
  Put<std::int32_t>(0);  // How many.
  Put<std::int32_t>(1);  // The first index.
}

template <typename Int>
void BinaryArray::Put(Int value) {
  const std::size_t at = bytes_.size();
  bytes_.resize(at + sizeof(Int));
  PutAt(bytes_, at, value);
}

void BinaryArray::AddNull() {
  ++count_;
  PutAt<std::int32_t>(bytes_, kFlagsAt, 1);
  Put<std::int32_t>(-1);
}

void BinaryArray::AddInt2(std::int16_t value) {
  ++count_;
  Put<std::int32_t>(sizeof value);
  Put(value);
}

void BinaryArray::AddInt4(std::int32_t value) {
  ++count_;
  Put<std::int32_t>(sizeof value);
  Put(value);
}

void BinaryArray::AddText(std::string_view value) {
  ++count_;
  Put(static_cast<std::int32_t>(value.size()));
  bytes_.append(value);
}

void BinaryArray::AddFloat8(double value) {
  ++count_;
  Put<std::int32_t>(sizeof value);
  Put(std::bit_cast<std::int64_t>(value));
}

void BinaryArray::AddTime(TimePoint value) {
  ++count_;
  Put<std::int32_t>(sizeof(std::int64_t));
  Put(SincePostgresEpoch(value));
}

void BinaryArray::AddUuid(std::string_view value) {
  ++count_;
  Put<std::int32_t>(16);
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] == '-') {
      ++i;
      continue;
    }
    bytes_.push_back(
        static_cast<char>(HexDigit(value[i]) * 16 + HexDigit(value[i + 1])));
    i += 2;
  }
}

pqxx::binarystring BinaryArray::Parameter() {
  PutAt(bytes_, kCountAt, count_);
  return {bytes_.data(), bytes_.size()};
}

pqxx::binarystring BinaryTime(TimePoint time) {
  std::string bytes(sizeof(std::int64_t), '\0');
  PutAt(bytes, 0, SincePostgresEpoch(time));
  return {bytes.data(), bytes.size()};
}

}  // namespace aicc::session
