#include "common/uuid.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <random>

namespace aicc {

std::string NewUuidV7(TimePoint now) {
  static std::mutex mutex;
  static std::mt19937_64 random{
      (static_cast<std::uint64_t>(std::random_device{}()) << 32) ^
      std::random_device{}()};
  static std::uint64_t last_asked = 0;
  static std::uint64_t last_used = 0;  // Runs ahead if the counter runs over.
  static std::uint32_t counter = 0;

  auto ms = static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::milliseconds>(now)
          .time_since_epoch()
          .count());
  std::uint32_t order = 0;
  std::uint64_t low = 0;
  {
    std::lock_guard lock(mutex);
    // RFC 9562, 6.2, method 1: a counter that starts low enough to count up.
    if (ms >= last_asked && ms <= last_used) {
      counter = (counter + 1) & 0xFFF;
      if (counter == 0) ++last_used;
    } else {
      counter = static_cast<std::uint32_t>(random() & 0x3FF);
      last_used = ms;
    }
    last_asked = ms;
    ms = last_used;
    order = counter;
    low = random();
  }
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  }
  bytes[6] = static_cast<std::uint8_t>(0x70 | (order >> 8));
  bytes[7] = static_cast<std::uint8_t>(order);
  for (std::size_t i = 0; i < 8; ++i) {
    bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * i));
  }
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);

  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text(36, '-');
  char* next = text.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) ++next;
    *next++ = kHex[bytes[i] >> 4];
    *next++ = kHex[bytes[i] & 15];
  }
  return text;
}

std::string NewUuid() {
  return NewUuidV7(std::chrono::floor<std::chrono::microseconds>(
      std::chrono::system_clock::now()));
}

bool IsUuid(std::string_view s) {
  if (s.size() != 36) return false;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex =
        (s[i] >= '0' && s[i] <= '9') || (s[i] >= 'a' && s[i] <= 'f');
    if (dash ? s[i] != '-' : !hex) return false;
  }
  return true;
}

}  // namespace aicc
