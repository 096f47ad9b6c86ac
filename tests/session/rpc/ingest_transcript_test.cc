#include <map>

#include "tests/session/fixture.h"
#include "tests/session/line.h"

namespace aicc::session {
namespace {

class IngestTranscriptTest : public ServiceTest {
 protected:
  using Ack = v1::IngestTranscriptResponse::Ack;

  static v1::IngestTranscriptRequest Said(const std::string& session_id,
                                          const std::string& event_id,
                                          const std::string& text = "a") {
    v1::IngestTranscriptRequest request;
    request.set_session_id(session_id);
    request.set_event_id(event_id);
    request.mutable_utterance()->set_speaker(v1::SPEAKER_CUSTOMER);
    request.mutable_utterance()->set_text(text);
    return request;
  }

  // Sends all, reads all acknowledgements, and ends the stream.
  std::vector<Ack> Ingest(
      const std::vector<v1::IngestTranscriptRequest>& requests) {
    grpc::ClientContext context;
    Service().Authorize(&context);
    const auto stream = instance_->sessions().IngestTranscript(&context);
    std::vector<Ack> acks;
    std::jthread reader([&] {
      v1::IngestTranscriptResponse response;
      while (stream->Read(&response)) {
        for (const auto& ack : response.acks()) acks.push_back(ack);
      }
    });
    for (const auto& request : requests) stream->Write(request);
    stream->WritesDone();
    reader.join();
    status_ = stream->Finish();
    return acks;
  }

  grpc::Status status_;
};

TEST_F(IngestTranscriptTest, AcknowledgesEachInOrderAndKeepsIt) {
  constexpr int kEvents = 3'000;  // More than are read ahead.
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(Service().Start().session_id());
  std::vector<v1::IngestTranscriptRequest> requests;
  for (int i = 0; i < kEvents; ++i) {
    requests.push_back(Said(ids[static_cast<std::size_t>(i) % ids.size()],
                            "e" + std::to_string(i)));
  }

  const auto acks = Ingest(requests);

  EXPECT_TRUE(status_.ok()) << status_.error_message();
  ASSERT_EQ(acks.size(), requests.size());
  std::map<std::string, int> last;
  for (const Ack& ack : acks) {
    EXPECT_EQ(ack.refused_reason(), "");
    int& before = last.try_emplace(ack.session_id(), 1).first->second;
    ASSERT_EQ(ack.seq(), before + 1);
    before = ack.seq();
  }
  for (const auto& id : ids) {
    EXPECT_EQ(Service().Get(id)->last_seq(), kEvents / 4 + 1);
  }
}

TEST_F(IngestTranscriptTest, ReportsWhatWasThereBefore) {
  const auto id = Service().Start().session_id();
  (void)Ingest({Said(id, "e1"), Said(id, "e2")});

  const auto acks = Ingest({Said(id, "e1"), Said(id, "e3"), Said(id, "e3")});

  ASSERT_EQ(acks.size(), 3U);
  EXPECT_TRUE(acks[0].duplicate());
  EXPECT_EQ(acks[0].seq(), 2);
  EXPECT_FALSE(acks[1].duplicate());
  EXPECT_EQ(acks[1].seq(), 4);
  EXPECT_TRUE(acks[2].duplicate());
  EXPECT_EQ(acks[2].seq(), 4);
}

TEST_F(IngestTranscriptTest, GoesOnAfterAnUtteranceThatIsRefused) {
  const auto id = Service().Start().session_id();
  const auto closed = Service().Start().session_id();
  ASSERT_EQ(Reason(Service().End(closed)), "");
  auto stale = Said(id, "e5");
  stale.mutable_utterance()->set_speaker(v1::SPEAKER_BOT);
  stale.mutable_utterance()->set_floor_epoch(9);

  const auto acks = Ingest({Said(id, "e1"), Said(id, "e2", ""),
                            Said(closed, "e3"), Said("nonsense", "e4"), stale,
                            Said(NewUuid(), "e6"), Said(id, "e7")});

  EXPECT_TRUE(status_.ok());
  ASSERT_EQ(acks.size(), 7U);
  EXPECT_EQ(acks[0].seq(), 2);
  EXPECT_EQ(acks[1].refused_reason(), "INVALID_FIELD");
  EXPECT_EQ(acks[2].refused_reason(), "SESSION_CLOSED");
  EXPECT_EQ(acks[3].refused_reason(), "INVALID_FIELD");
  EXPECT_EQ(acks[4].refused_reason(), "FLOOR_CHANGED");
  EXPECT_EQ(acks[5].refused_reason(), "SESSION_NOT_FOUND");
  EXPECT_EQ(acks[6].seq(), 3);
}

TEST_F(IngestTranscriptTest, GoesOnAfterATextThatIsNotUtf8) {
  const auto id = Service().Start().session_id();

  const auto acks = Ingest({Said(id, "e1", "\xFF\xFE"), Said(id, "e2")});

  EXPECT_TRUE(status_.ok());
  ASSERT_EQ(acks.size(), 2U);
  EXPECT_EQ(acks[0].event_id(), "e1");
  EXPECT_EQ(acks[0].refused_reason(), "INVALID_FIELD");
  EXPECT_EQ(acks[1].seq(), 2);
}

TEST_F(IngestTranscriptTest, TakesWhatWasSaidOnTheLineWhoeverHasTheFloor) {
  const auto id = Service().Start().session_id();
  auto agent = Said(id, "e1");
  agent.mutable_utterance()->set_speaker(v1::SPEAKER_AGENT);
  agent.mutable_utterance()->set_agent_id("a7");

  const auto acks = Ingest({agent});

  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].refused_reason(), "");
  EXPECT_EQ(Service().Log(id).at(1).utterance().agent_id(), "a7");
}

TEST_F(IngestTranscriptTest, SurvivesACallerWhoLeavesInTheMiddle) {
  const auto id = Service().Start().session_id();
  for (int round = 0; round < 20; ++round) {
    grpc::ClientContext context;
    Service().Authorize(&context);
    const auto stream = instance_->sessions().IngestTranscript(&context);
    for (int i = 0; i < 50; ++i) stream->Write(Said(id, NewUuid()));
    context.TryCancel();
    (void)stream->Finish();
  }

  EXPECT_EQ(Reason(Service().Get(id)), "");
}

TEST_F(IngestTranscriptTest, GoesOnAfterADroppedStreamFromTheLastAcknowledged) {
  constexpr int kEvents = 600;
  const auto id = Service().Start().session_id();
  int acknowledged = 0;
  for (int drops = 0; acknowledged < kEvents; ++drops) {
    Line line(Service());
    std::jthread speaker([&, from = acknowledged](const std::stop_token& stop) {
      for (int i = from; i < kEvents && !stop.stop_requested(); ++i) {
        if (!line.Send(Line::Final(id, std::to_string(i)))) return;
      }
    });
    while (acknowledged < std::min(kEvents, (drops + 1) * 100)) {
      const auto response = line.Read();
      ASSERT_TRUE(response);
      for (const auto& ack : response->acks()) {
        ASSERT_EQ(ack.event_id(), std::to_string(acknowledged));
        ASSERT_EQ(ack.seq(), ++acknowledged + 1);
      }
    }
    speaker.request_stop();
    line.Drop();
  }

  EXPECT_EQ(Service().Get(id)->last_seq(), kEvents + 1);
}

TEST_F(IngestTranscriptTest, KeepsTheFirstFinalOfAnUtterance) {
  const auto id = Service().Start().session_id();

  const auto acks =
      Ingest({Said(id, "u1", "first"), Said(id, "u1", "revised")});

  ASSERT_EQ(acks.size(), 2U);
  EXPECT_TRUE(acks[1].duplicate());
  EXPECT_EQ(acks[1].seq(), 2);
  EXPECT_EQ(Service().Log(id).at(1).utterance().text(), "first");
}

TEST_F(IngestTranscriptTest, IsNotForCustomersOrAgents) {
  for (const Role role : {Role::kCustomer, Role::kAgent, Role::kSupervisor}) {
    grpc::ClientContext context;
    As(role, "x").Authorize(&context);
    const auto stream = instance_->sessions().IngestTranscript(&context);
    v1::IngestTranscriptResponse response;
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_EQ(FromGrpcStatus(stream->Finish()).reason, "ROLE_NOT_ALLOWED");
  }
}

}  // namespace
}  // namespace aicc::session
