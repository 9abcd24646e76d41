//! The cable between the desk and the simulator, which can be pulled.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::{
    net::{TcpListener, TcpStream},
    task::{AbortHandle, JoinSet},
};

/// A port of this machine that leads to the simulator while the cable is plugged in.
pub(crate) struct Cable {
    here: SocketAddr,
    there: String,
    plugged: Option<AbortHandle>,
}

impl Cable {
    /// A cable to this origin, plugged in.
    pub(crate) async fn to(origin: &str) -> Self {
        let there = origin.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let mut cable = Self { here: listener.local_addr().unwrap(), there, plugged: None };
        cable.carry(listener);
        cable
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.here)
    }

    /// Ends what goes through it, and refuses everything further.
    pub(crate) async fn pull(&mut self) {
        self.plugged.take().unwrap().abort();
        while TcpStream::connect(self.here).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) async fn plug(&mut self) {
        self.carry(TcpListener::bind(self.here).await.unwrap());
    }

    /// From the next plugging on it leads there.
    pub(crate) fn lead_to(&mut self, origin: &str) {
        self.there = origin.trim_start_matches("http://").to_owned();
    }

    fn carry(&mut self, listener: TcpListener) {
        let there = self.there.clone();
        let carrying = tokio::spawn(async move {
            let mut wires = JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let mut far = TcpStream::connect(&there).await.unwrap();
                wires.spawn(async move { tokio::io::copy_bidirectional(&mut near, &mut far).await });
            }
        });
        self.plugged = Some(carrying.abort_handle());
    }
}
