#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <spdlog/sinks/ostream_sink.h>

#include <sstream>

#include "aicc/common/v1/options.pb.h"
#include "common/log.h"
#include "tests/session/customer_fixture.h"

namespace aicc::session {
namespace {

using testing::HasSubstr;
using testing::Not;

// Everything that names one person here.
constexpr const char* kPersonal[] = {
    "01012345678", "1012345678",   "minji@",   "CRM-secret",
    "김민지",      "badly formed", "cust-0001"};

class PrivacyTest : public CustomerTest {
 protected:
  void SetUp() override {
    // Before anybody logs.
    sink_ = std::make_shared<spdlog::sinks::ostream_sink_mt>(log_);
    Log().sinks().push_back(sink_);
    Log().set_level(spdlog::level::trace);
    CustomerTest::SetUp();
  }
  void TearDown() override {
    instance_.reset();  // Nobody logs any more.
    std::erase(Log().sinks(), std::static_pointer_cast<spdlog::sinks::sink>(
                                  std::exchange(sink_, nullptr)));
    Log().set_level(spdlog::level::info);
  }

  static v1::PutCustomerRequest Minji() {
    return Of("cust-0001", "김민지",
              {{kPhone, "01012345678"},
               {kEmail, "minji@example.com"},
               {kExternal, "CRM-secret"}});
  }

  // Notes the text of an error, which proxies and clients log.
  template <typename T>
  void Note(const Result<T>& result) {
    if (result) return;
    ++errors_;
    texts_ += result.error().message + "\n";
  }

  std::ostringstream log_;
  std::shared_ptr<spdlog::sinks::ostream_sink_mt> sink_;
  std::string texts_;
  int errors_ = 0;
};

TEST_F(PrivacyTest, NoLogAndNoErrorTextNamesACustomer) {
  ASSERT_EQ(Reason(Put(Minji())), "");
  (void)Service().Start("cust-0001");
  Note(Get("cust-0001"));
  Note(Find(kPhone, "010-1234-5678"));
  Note(Contacts(Service(), "cust-0001"));
  Note(SetConsent(Service(), "cust-0001", v1::CONSENT_PURPOSE_MARKETING, true));
  auto taken = Minji();
  taken.mutable_customer()->set_customer_id("other");
  Note(Put(taken));
  Note(Merge("other", "cust-0001"));
  Note(Merge("cust-0001", "cust-0001"));
  ASSERT_TRUE(Put(Of("other")));
  ASSERT_TRUE(Merge("other", "cust-0001"));
  Note(Put(Minji()));
  Note(Put(Of("c", "", {{kPhone, "badly formed 01012345678x"}})));
  Note(Put(Of("c", "", {{kEmail, "minji@badly formed"}})));
  Note(Put(Of("c", "김민지" + std::string(128, 'x'))));
  Note(Find(kEmail, "minji@badly formed"));
  Note(Find(kExternal, "CRM-secret" + std::string(128, 'x')));
  Note(Get("cust-0001" + std::string(128, 'x')));
  Note(Contacts(AgentNamed("cust-0001"), "cust-0001", 0, "cust-0001"));

  ASSERT_EQ(errors_, 11) << texts_;
  ASSERT_THAT(log_.str(), HasSubstr("PutCustomer"));
  for (const char* word : kPersonal) {
    EXPECT_THAT(log_.str(), Not(HasSubstr(word)));
    EXPECT_THAT(texts_, Not(HasSubstr(word)));
  }
}

TEST(PersonalFieldsTest, AreMarkedInTheContract) {
  const auto is_personal = [](const char* field) {
    const auto* found =
        google::protobuf::DescriptorPool::generated_pool()->FindFieldByName(
            std::string("aicc.session.v1.") + field);
    return found != nullptr &&
           found->options().GetExtension(common::v1::sensitivity) ==
               common::v1::SENSITIVITY_PERSONAL;
  };
  (void)v1::Customer::descriptor();

  for (const char* field :
       {"Customer.customer_id", "Customer.display_name",
        "Customer.merged_customer_ids", "Identifier.value",
        "Consent.customer_id", "GetCustomerRequest.customer_id",
        "MergeCustomersRequest.customer_id",
        "MergeCustomersRequest.merged_customer_id",
        "EraseCustomerRequest.customer_id", "SetConsentRequest.customer_id",
        "GetConsentsRequest.customer_id",
        "ListCustomerContactsRequest.customer_id",
        "ExportSessionResponse.vcon_json"}) {
    EXPECT_TRUE(is_personal(field)) << field;
  }
}

}  // namespace
}  // namespace aicc::session
