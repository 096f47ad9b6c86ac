#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "services/inference/serving/model_client.h"
#include "tests/common/await.h"
#include "tests/inference/serving/fake_openai_server.h"

namespace aicc::inference {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

// A certificate for "localhost" that nobody but itself vouches for, and its
// key, as files of a folder that is removed at the end.
class Certificate {
 public:
  Certificate() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "aicc-tls-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> x509(X509_new(),
                                                           &X509_free);
    X509_set_version(x509.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3'600);
    X509_set_pubkey(x509.get(), key.get());
    X509_NAME* const name = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_ASC,
        reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(x509.get(), name);
    X509_EXTENSION* const names = X509V3_EXT_conf_nid(
        nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(x509.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(x509.get(), key.get(), EVP_sha256());
    Save(file(), [&](FILE* out) { PEM_write_X509(out, x509.get()); });
    Save(key_file(), [&](FILE* out) {
      PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr,
                           nullptr);
    });
  }
  ~Certificate() { std::filesystem::remove_all(folder_); }

  std::string file() const { return folder_ + "/cert.pem"; }
  std::string key_file() const { return folder_ + "/key.pem"; }

 private:
  template <typename Write>
  static void Save(const std::string& path, Write write) {
    FILE* const out = std::fopen(path.c_str(), "w");
    write(out);
    std::fclose(out);
  }

  std::string folder_;
};

// Answers one request over TLS, if the client trusts it.
class TlsServer {
 public:
  explicit TlsServer(const Certificate& certificate)
      : context_(asio::ssl::context::tls_server),
        acceptor_(io_, {asio::ip::address_v4::loopback(), 0}) {
    context_.use_certificate_file(certificate.file(), asio::ssl::context::pem);
    context_.use_private_key_file(certificate.key_file(),
                                  asio::ssl::context::pem);
    thread_ = std::thread([this] { Serve(); });
  }
  ~TlsServer() { thread_.join(); }

  std::string UrlOf(const std::string& host) const {
    return "https://" + host + ":" +
           std::to_string(acceptor_.local_endpoint().port()) + "/v1";
  }
  const std::string& request() const { return request_; }

 private:
  void Serve() {
    asio::ssl::stream<tcp::socket> stream(acceptor_.accept(), context_);
    boost::system::error_code error;
    stream.handshake(asio::ssl::stream_base::server, error);
    if (error) return;
    asio::read_until(stream, asio::dynamic_buffer(request_), "\r\n\r\n", error);
    if (error) return;
    std::string body;
    for (const auto& piece : WholeAnswer({"안전합니다."}).pieces) body += piece;
    const std::string answer =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
        "content-length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    asio::write(stream, asio::buffer(answer), error);
  }

  asio::io_context io_;
  asio::ssl::context context_;
  tcp::acceptor acceptor_;
  std::string request_;
  std::thread thread_;
};

Task<bool> Append(std::string& text, std::vector<ModelDelta> deltas) {
  for (const ModelDelta& delta : deltas) text += delta.text;
  co_return true;
}

Task<ModelResult> ReplyOf(LanguageModel& model, const CallContext& call,
                          std::string& text) {
  ModelRequest request;
  request.messages = {{ModelMessage::Role::kUser, "안녕?", false}};
  const DeltaSink sink = [&](std::vector<ModelDelta> deltas) {
    return Append(text, std::move(deltas));
  };
  co_return co_await model.Reply(call, request, sink);
}

class TlsTest : public testing::Test {
 protected:
  ~TlsTest() override { ::unsetenv("SSL_CERT_FILE"); }

  void Trust(const Certificate& certificate) {
    ::setenv("SSL_CERT_FILE", certificate.file().c_str(), 1);
  }

  // What the model at `url` says; the cause if it fails.
  std::string Ask(const std::string& url) {
    const HttpClient http(TestExecutor().get_executor());
    Endpoint endpoint;
    endpoint.name = "test";
    endpoint.model = "m";
    endpoint.base_url = url;
    const auto model = MakeModel(endpoint, http);
    const CallContext call = CallContext::ForService("t", "test");
    std::string text;
    const auto strand = asio::make_strand(TestExecutor().get_executor());
    const auto reply =
        asio::co_spawn(strand, ReplyOf(**model, call, text), asio::use_future)
            .get();
    if (reply) return text;
    return std::string(FaultName(reply.error().kind)) + " " +
           reply.error().detail;
  }

  const Certificate certificate_;
};

TEST_F(TlsTest, AsksAServerThatProvesWhoItIs) {
  Trust(certificate_);
  TlsServer server(certificate_);

  EXPECT_EQ(Ask(server.UrlOf("localhost")), "안전합니다.");
}

TEST_F(TlsTest, ShowsNothingToAServerThatNobodyVouchesFor) {
  const Certificate other;
  Trust(other);
  TlsServer server(certificate_);

  EXPECT_EQ(Ask(server.UrlOf("localhost")), "CONNECT_FAILED bad_certificate");
  EXPECT_EQ(server.request(), "");
}

TEST_F(TlsTest, ShowsNothingToAServerThatIsAnother) {
  Trust(certificate_);
  TlsServer server(certificate_);

  EXPECT_EQ(Ask(server.UrlOf("127.0.0.1")), "CONNECT_FAILED bad_certificate");
  EXPECT_EQ(server.request(), "");
}

}  // namespace
}  // namespace aicc::inference
