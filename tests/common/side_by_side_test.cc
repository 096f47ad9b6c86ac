#include "common/side_by_side.h"

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <stdexcept>
#include <string>

#include "common/pause.h"
#include "tests/common/await.h"

namespace aicc {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Notes when it begins, and how it ends.
struct Note {
  explicit Note(std::string* l, char n) : log(*l), name(n) { log += name; }
  ~Note() {
    log += ended ? std::string(1, name) + "." : std::string(1, name) + "!";
  }
  std::string& log;
  const char name;
  bool ended = false;
};

Task<void> Wait(
    std::string* log, char name, milliseconds time,
    std::function<void()> then = [] {}) {
  Note note(log, name);
  co_await Pause(time);
  note.ended = true;
  then();
}

Task<void> Throw(std::string* log, char name) {
  Note note(log, name);
  co_await Pause(milliseconds(1));
  throw std::runtime_error("no");
}

template <typename T>
auto Spawn(Task<T> task) {
  return asio::co_spawn(asio::make_strand(TestExecutor()), std::move(task),
                        asio::use_future);
}

TEST(SideBySideTest, RunsBothToTheirEnds) {
  std::string log;
  SideBySide sides;

  Spawn(sides.Run([&] { return Wait(&log, 'a', milliseconds(1)); },
                  [&] { return Wait(&log, 'b', milliseconds(200)); }))
      .get();

  EXPECT_EQ(log, "aba.b.");
}

TEST(SideBySideTest, EitherMayStopTheOther) {
  std::string log;
  SideBySide first;
  SideBySide second;

  Spawn(first.Run(
            [&] {
              return Wait(&log, 'a', milliseconds(1),
                          [&] { first.StopSecond(); });
            },
            [&] { return Wait(&log, 'b', seconds(60)); }))
      .get();
  Spawn(second.Run([&] { return Wait(&log, 'c', seconds(60)); },
                   [&] {
                     return Wait(&log, 'd', milliseconds(1),
                                 [&] { second.StopFirst(); });
                   }))
      .get();

  EXPECT_EQ(log, "aba.b!cdd.c!");
}

TEST(SideBySideTest, WhatOneThrowsStopsTheOther) {
  std::string log;
  SideBySide sides;
  auto ended = Spawn(sides.Run([&] { return Throw(&log, 'a'); },
                               [&] { return Wait(&log, 'b', seconds(60)); }));

  EXPECT_THROW(ended.get(), std::runtime_error);
  EXPECT_EQ(log, "aba!b!");
}

TEST(SideBySideTest, OneThatHasEndedCannotBeStopped) {
  std::string log;
  SideBySide sides;

  Spawn(sides.Run([&] { return Wait(&log, 'a', milliseconds(1)); },
                  [&] {
                    return Wait(&log, 'b', milliseconds(100),
                                [&] { sides.StopFirst(); });
                  }))
      .get();

  EXPECT_EQ(log, "aba.b.");
}

TEST(SideBySideTest, WhoIsCancelledCancelsBoth) {
  std::string log;
  SideBySide sides;
  auto strand = asio::make_strand(TestExecutor());
  asio::cancellation_signal cancel;
  auto ended = asio::co_spawn(
      strand,
      sides.Run([&] { return Wait(&log, 'a', seconds(60)); },
                [&] { return Wait(&log, 'b', seconds(60)); }),
      asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
  asio::post(strand, [&] { cancel.emit(asio::cancellation_type::terminal); });

  EXPECT_THROW(ended.get(), boost::system::system_error);
  EXPECT_EQ(log.substr(0, 2), "ab");
  EXPECT_EQ(log.size(), 6u);
}

}  // namespace
}  // namespace aicc
