#include "services/inference/openai/thought_seal.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <utility>

#include "services/inference/serving/json.h"

namespace aicc::inference {
namespace {

namespace json = boost::json;

// Stands between an id and what is sealed; no provider's id has it.
constexpr std::string_view kMark = "~aicc1~";
constexpr std::size_t kMaxKept = 64 << 10;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Cipher NewCipher() { return {EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free}; }

unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// `beside` is not secret, but belongs to what is. Nothing if OpenSSL fails.
std::optional<std::string> Encrypt(std::string_view plain,
                                   std::string_view beside,
                                   std::string_view key) {
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  unsigned char* const nonce = Bytes(sealed);
  unsigned char* const body = nonce + kNonceBytes;
  const Cipher cipher = NewCipher();
  int size = 0;
  const bool good =
      cipher != nullptr && RAND_bytes(nonce, kNonceBytes) == 1 &&
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key),
                         nonce) == 1 &&
      EVP_EncryptUpdate(cipher.get(), nullptr, &size, Bytes(beside),
                        static_cast<int>(beside.size())) == 1 &&
      EVP_EncryptUpdate(cipher.get(), body, &size, Bytes(plain),
                        static_cast<int>(plain.size())) == 1 &&
      EVP_EncryptFinal_ex(cipher.get(), body + plain.size(), &size) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                          body + plain.size()) == 1;
  if (!good) return std::nullopt;
  return sealed;
}

// Nothing if `sealed` is not what Encrypt() gave with the same.
std::optional<std::string> Decrypt(std::string sealed, std::string_view beside,
                                   std::string_view key) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const std::size_t plain_size = sealed.size() - kNonceBytes - kTagBytes;
  std::string plain(plain_size, '\0');
  unsigned char* const body = Bytes(sealed) + kNonceBytes;
  unsigned char none[kTagBytes];
  const Cipher cipher = NewCipher();
  int size = 0;
  const bool good =
      cipher != nullptr &&
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key),
                         Bytes(sealed)) == 1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, Bytes(beside),
                        static_cast<int>(beside.size())) == 1 &&
      EVP_DecryptUpdate(cipher.get(), Bytes(plain), &size, body,
                        static_cast<int>(plain_size)) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes,
                          body + plain_size) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), none, &size) == 1;
  if (!good) return std::nullopt;
  return plain;
}

// Whose thoughts belong to which call.
std::string Beside(std::string_view id, std::string_view tenant) {
  return std::string(tenant) + "/" + std::string(id);
}

// Base64 with `-` and `_`, so that an id stays one of letters and digits.
std::string ToBase64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(Bytes(text), Bytes(bytes),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::optional<std::string> FromBase64(std::string text) {
  for (char& c : text) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(Bytes(bytes), Bytes(std::as_const(text)),
                                   static_cast<int>(text.size()));
  if (size < static_cast<int>(padding)) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

std::string ToJson(const KeptThoughts& kept) {
  json::array thoughts;
  for (const Thought& each : kept.thoughts) {
    thoughts.push_back({View(each.text), View(each.signature), each.redacted});
  }
  return json::serialize(json::value{{"m", View(kept.thinker)},
                                     {"t", std::move(thoughts)},
                                     {"s", View(kept.signature)}});
}

// What was encrypted is what ToJson() gave.
KeptThoughts FromJson(std::string_view text) {
  const JsonObject read(text);
  KeptThoughts kept;
  if (read.get() == nullptr) return kept;
  kept.thinker = StringAt(*read.get(), "m");
  kept.signature = StringAt(*read.get(), "s");
  const json::array* const thoughts = ArrayAt(*read.get(), "t");
  if (thoughts == nullptr) return kept;
  for (const json::value& value : *thoughts) {
    const json::array& each = value.as_array();
    kept.thoughts.push_back({json::value_to<std::string>(each.at(0)),
                             json::value_to<std::string>(each.at(1)),
                             each.at(2).as_bool()});
  }
  return kept;
}

}  // namespace

ThoughtSeal::ThoughtSeal(std::string key) : key_(std::move(key)) {}

std::string ThoughtSeal::Close(const std::string& id, std::string_view tenant,
                               const KeptThoughts& kept) const {
  const std::string plain = ToJson(kept);
  if (plain.size() > kMaxKept) return id;
  const auto sealed = Encrypt(plain, Beside(id, tenant), key_);
  return sealed ? id + std::string(kMark) + ToBase64(*sealed) : id;
}

ThoughtSeal::Opened ThoughtSeal::Open(std::string_view id,
                                      std::string_view tenant) const {
  const std::size_t mark = id.find(kMark);
  Opened opened{std::string(id.substr(0, mark)), {}};
  if (mark == std::string_view::npos) return opened;
  auto sealed = FromBase64(std::string(id.substr(mark + kMark.size())));
  if (!sealed) return opened;
  const auto plain =
      Decrypt(*std::move(sealed), Beside(opened.id, tenant), key_);
  if (plain) opened.kept = FromJson(*plain);
  return opened;
}

void OpenThoughts(const ThoughtSeal& seal, std::string_view tenant,
                  std::vector<ModelMessage>* messages) {
  for (ModelMessage& message : *messages) {
    message.tool_call_id = seal.Open(message.tool_call_id, tenant).id;
    for (ToolCall& call : message.tool_calls) {
      ThoughtSeal::Opened opened = seal.Open(call.id, tenant);
      call.id = std::move(opened.id);
      if (!opened.kept) continue;
      message.thinker = std::move(opened.kept->thinker);
      call.signature = std::move(opened.kept->signature);
      for (Thought& thought : opened.kept->thoughts) {
        message.thoughts.push_back(std::move(thought));
      }
    }
  }
}

}  // namespace aicc::inference
