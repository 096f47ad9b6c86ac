#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace aicc {

// A coroutine that gives a T. All of Asio that the domain needs to know.
//
// It starts when it is awaited, and its reference parameters must live until it
// ends; both come for free when it is awaited where it is called:
// `co_await store.Get(call, id)`. Never keep a Task for later, and never write
// a lambda that is a coroutine and captures: its captures die before it does.
//
// A Task whose call was cancelled is unwound: the co_await it waits in, or else
// its next one, throws what ThrowCancelled() throws. Let it pass; destructors
// clean up. What must be done even so is done before the co_await.
template <typename T>
using Task = boost::asio::awaitable<T>;

[[noreturn]] inline void ThrowCancelled() {
  throw boost::system::system_error(boost::asio::error::operation_aborted);
}

}  // namespace aicc
