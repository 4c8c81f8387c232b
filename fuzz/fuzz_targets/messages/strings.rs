//! The strings of transports, codecs and security providers. A string that is accepted gives an
//! object whose own string is accepted, too.

use qrpc_runtime::codec::CodecExpression;
use qrpc_runtime::security::SecurityExpression;
use qrpc_runtime::transport::TransportExpression;

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(transport) = text.transport() {
        let transport = transport.expression();
        assert!(transport.as_str().transport().is_ok(), "{transport}");
    }
    if let Ok(codec) = text.codec() {
        assert!(codec.expression().as_str().codec().is_ok());
    }
    // The object is only made.
    let _security = text.security();
}
