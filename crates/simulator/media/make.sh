#!/bin/sh
# Makes the files of the cast out of source/*.svg and spoken text. Needs librsvg2-bin, imagemagick, webp, ffmpeg, espeak-ng.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

photo() { # a drawing that has been through a lens: grain, softness, JPEG
  rsvg-convert -o "$scratch/$1.png" "source/$1.svg"
  convert "$scratch/$1.png" -blur 0x0.6 -attenuate 0.12 +noise Gaussian -resize 800x600 -strip -quality 72 "$1.jpg"
}
for name in raiox-joelho receita carga-palets caja-golpeada monturas-carey monturas-azul pan-masa-madre torta-sofia \
  bouquet-sage bouquet-burgundy tamr-sukkari parcel-door; do photo "$name"; done

for name in comprobante pix; do
  rsvg-convert -o "$scratch/$name.png" "source/$name.svg"
  convert "$scratch/$name.png" -colors 48 -strip "$name.png"
done
for name in preparo-ressonancia laudo-ressonancia factura-2291 carta-porte presupuesto-progresivas quote-wedding; do
  SOURCE_DATE_EPOCH=0 rsvg-convert -f pdf -o "$name.pdf" "source/$name.svg"
done
for name in gracias heart coffee ok; do
  rsvg-convert -o "$scratch/$name.png" "source/sticker-$name.svg"
  cwebp -quiet -q 70 "$scratch/$name.png" -o "sticker-$name.webp"
done

voice() { # name, language, words
  espeak-ng -v "$2" -s 150 -w "$scratch/$1.wav" "$3"
  ffmpeg -loglevel error -y -i "$scratch/$1.wav" -map_metadata -1 -c:a libopus -b:a 16k -ac 1 -application voip "$1.ogg"
}
voice voz-cotovelo pt-br "Oi, boa tarde. Eu caí de bicicleta ontem e o cotovelo está bem inchado. Será que vocês conseguem me encaixar hoje ainda? Posso chegar aí em meia hora."
voice voz-pedido es-419 "Buenas, para el pedido del sábado: que sean cuatro docenas de medialunas en vez de tres, y la torta sin nueces, por favor, que mi sobrino es alérgico. Gracias."
voice voz-anden es-419 "Ya estoy en el andén cuatro pero no hay nadie que me reciba. Me dicen que hasta las tres. Avísame qué hago."
voice voz-wedding en-us "Hi! So we counted again and it is fourteen tables, not twelve. And could the ribbon be the green one? Thank you so much."
voice voz-talab ar "السلام عليكم، الطلب وصل لكن الكرتون مفتوح. ممكن أحد يتواصل معي؟ شكراً."
voice voz-livraison fr "Bonjour, c'est la réception de l'hôtel. Pour jeudi, passez par l'entrée de service, rue des Lilas."

film() { # name, drawing: a slow pan across it
  rsvg-convert -w 640 -o "$scratch/$1.png" "source/$2.svg"
  ffmpeg -loglevel error -y -loop 1 -i "$scratch/$1.png" -f lavfi -i "anullsrc=r=22050:cl=mono" -t 4 -map_metadata -1 \
    -vf "scale=640:480,zoompan=z='1.05+0.0015*on':x='iw/2-(iw/zoom/2)+on/2':y='ih/2-(ih/zoom/2)':d=100:s=480x360:fps=25" \
    -c:v libx264 -profile:v baseline -pix_fmt yuv420p -crf 30 -c:a aac -b:a 24k -movflags +faststart "$1.mp4"
}
film video-descarga carga-palets
film video-horno pan-masa-madre
