//! The files that people send: small, of our own making, see `media/README.md`.

/// The bytes and the media type of a file of the cast.
pub(crate) fn find(name: &str) -> Option<(&'static [u8], &'static str)> {
    FILES.iter().find(|(own, ..)| *own == name).map(|(_, mime_type, bytes)| (*bytes, *mime_type))
}

const FILES: [(&str, &str, &[u8]); 32] = [
    ("bouquet-burgundy.jpg", "image/jpeg", include_bytes!("../../media/bouquet-burgundy.jpg")),
    ("bouquet-sage.jpg", "image/jpeg", include_bytes!("../../media/bouquet-sage.jpg")),
    ("caja-golpeada.jpg", "image/jpeg", include_bytes!("../../media/caja-golpeada.jpg")),
    ("carga-palets.jpg", "image/jpeg", include_bytes!("../../media/carga-palets.jpg")),
    ("carta-porte.pdf", "application/pdf", include_bytes!("../../media/carta-porte.pdf")),
    ("comprobante.png", "image/png", include_bytes!("../../media/comprobante.png")),
    ("factura-2291.pdf", "application/pdf", include_bytes!("../../media/factura-2291.pdf")),
    ("laudo-ressonancia.pdf", "application/pdf", include_bytes!("../../media/laudo-ressonancia.pdf")),
    ("monturas-azul.jpg", "image/jpeg", include_bytes!("../../media/monturas-azul.jpg")),
    ("monturas-carey.jpg", "image/jpeg", include_bytes!("../../media/monturas-carey.jpg")),
    ("pan-masa-madre.jpg", "image/jpeg", include_bytes!("../../media/pan-masa-madre.jpg")),
    ("parcel-door.jpg", "image/jpeg", include_bytes!("../../media/parcel-door.jpg")),
    ("pix.png", "image/png", include_bytes!("../../media/pix.png")),
    ("preparo-ressonancia.pdf", "application/pdf", include_bytes!("../../media/preparo-ressonancia.pdf")),
    ("presupuesto-progresivas.pdf", "application/pdf", include_bytes!("../../media/presupuesto-progresivas.pdf")),
    ("quote-wedding.pdf", "application/pdf", include_bytes!("../../media/quote-wedding.pdf")),
    ("raiox-joelho.jpg", "image/jpeg", include_bytes!("../../media/raiox-joelho.jpg")),
    ("receita.jpg", "image/jpeg", include_bytes!("../../media/receita.jpg")),
    ("sticker-coffee.webp", "image/webp", include_bytes!("../../media/sticker-coffee.webp")),
    ("sticker-gracias.webp", "image/webp", include_bytes!("../../media/sticker-gracias.webp")),
    ("sticker-heart.webp", "image/webp", include_bytes!("../../media/sticker-heart.webp")),
    ("sticker-ok.webp", "image/webp", include_bytes!("../../media/sticker-ok.webp")),
    ("tamr-sukkari.jpg", "image/jpeg", include_bytes!("../../media/tamr-sukkari.jpg")),
    ("torta-sofia.jpg", "image/jpeg", include_bytes!("../../media/torta-sofia.jpg")),
    ("video-descarga.mp4", "video/mp4", include_bytes!("../../media/video-descarga.mp4")),
    ("video-horno.mp4", "video/mp4", include_bytes!("../../media/video-horno.mp4")),
    ("voz-anden.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-anden.ogg")),
    ("voz-cotovelo.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-cotovelo.ogg")),
    ("voz-livraison.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-livraison.ogg")),
    ("voz-pedido.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-pedido.ogg")),
    ("voz-talab.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-talab.ogg")),
    ("voz-wedding.ogg", "audio/ogg; codecs=opus", include_bytes!("../../media/voz-wedding.ogg")),
];
