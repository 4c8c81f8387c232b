//! The interface of a started API to its transport.

use std::io;
use std::sync::{Arc, Weak};

use mio::{Interest, Token};

use super::{Command, Listener, Reactor, Source};
use crate::link::{Channel, Context, EventLoop, Link, OnEnd, Owner, Port};
use crate::protocol::Protocol;

/// The started API, to which a transport adds its connections.
#[derive(Clone)]
pub struct Host {
    reactor: Arc<Reactor>,
    protocol: Arc<Protocol>,
    owner: Weak<dyn Owner>,
}

impl Host {
    pub(crate) fn new(
        reactor: Arc<Reactor>,
        protocol: Arc<Protocol>,
        owner: Weak<dyn Owner>,
    ) -> Self {
        Self {
            reactor,
            protocol,
            owner,
        }
    }

    /// Adds a connection. `name` is the name of the peer: handlers see it as the sender, and calls
    /// use it as a receiver.
    pub fn attach(&self, name: &str, channel: impl Channel, on_end: OnEnd) {
        let token = self.reactor.token();
        let events: Weak<dyn EventLoop> = Arc::<Reactor>::downgrade(&self.reactor);
        let port = Port::new(events, token.0);
        // `opened` is called before the event loop reads for the first time. Otherwise the channel
        // could become readable before it has a port to notify.
        channel.opened(port);
        self.link(token, name, Box::new(channel), on_end);
    }

    /// Adds a connection that mio can watch.
    pub(crate) fn attach_socket<S>(
        &self,
        name: &str,
        mut socket: S,
        on_end: OnEnd,
    ) -> io::Result<()>
    where
        S: Channel + mio::event::Source,
    {
        let token = self.reactor.token();
        let interest = Interest::READABLE | Interest::WRITABLE;
        socket.register(&self.reactor.registry, token, interest)?;
        self.link(token, name, Box::new(socket), on_end);
        Ok(())
    }

    fn link(&self, token: Token, name: &str, channel: Box<dyn Channel>, on_end: OnEnd) {
        let events: Arc<dyn EventLoop> = Arc::<Reactor>::clone(&self.reactor);
        let context = Context {
            owner: self.owner.clone(),
            events,
            token: token.0,
            on_end,
        };
        let link = Link::new(name, channel, Arc::clone(&self.protocol), context);
        if let Some(owner) = self.owner.upgrade() {
            owner.connected(&link);
        }
        self.reactor
            .command(Command::Add(token, Source::Link(link)));
    }

    /// Starts to watch a listening socket.
    pub(crate) fn listen<L>(&self, mut listener: L) -> io::Result<()>
    where
        L: Listener + mio::event::Source + 'static,
    {
        let token = self.reactor.token();
        listener.register(&self.reactor.registry, token, Interest::READABLE)?;
        self.reactor
            .command(Command::Add(token, Source::Listener(Box::new(listener))));
        Ok(())
    }

    /// Returns the maximum number of connections of a listening transport.
    pub(crate) fn max_connections(&self) -> usize {
        self.protocol.limits.connections
    }

    /// Returns the number of connections.
    pub(crate) fn connections(&self) -> usize {
        self.owner.upgrade().map_or(0, |owner| owner.connections())
    }
}
