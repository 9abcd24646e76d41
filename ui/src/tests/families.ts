const RUN = 'window.taken=1'
const EVIL = 'https://evil.example'

/** Every one of the first with every one of the second. */
const cross = <A, B>(first: readonly A[], second: readonly B[], make: (a: A, b: B) => string): string[] => first.flatMap((a) => second.map((b) => make(a, b)))

const TAGS = ['img', 'svg', 'body', 'input', 'details', 'video', 'audio', 'marquee', 'iframe', 'object', 'select', 'textarea', 'dialog', 'custom-element', 'a']
const EVENTS = ['error', 'load', 'focus', 'toggle']
const SVG = ['animate', 'set', 'use', 'image', 'foreignObject', 'a', 'script', 'handler', 'style', 'feImage']
const SCHEMES = ['javascript', 'data', 'vbscript', 'file', 'blob', 'about', 'view-source', 'tauri', 'asset', 'ipc', 'kapso-desk', 'intent']
const DISGUISES = [
  (url: string) => url.toUpperCase(), (url: string) => ` ${url}`, (url: string) => url.replace(':', '\t:'), (url: string) => url.replace(':', '&colon;'),
  (url: string) => url.replace(':', '%3A'), (url: string) => `\u0001${url}`,
]
const TURNS = ['\u202A', '\u202B', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u200E', '\u200F', '\u061C']
const UNSEEN = ['\u00AD', '\u034F', '\u115F', '\u180E', '\u200B', '\u200C', '\u200D', '\u2060', '\u2064', '\u3164', '\uFEFF', '\uFE0F']
const PLACES = ['{{name}}', '{{1}}', '{name}', '{first_name}', '${name}', '%s', '%n', '{0}', '{{{name}}}', '{{name', 'name}}', '[[name]]', '<%name%>', '#{name}', '@{name}']
const MARKS = ['*', '_', '~', '`', '```', '> ', '- ', '1. ', '# ', '|', '\\', '==']

/** Strings by what they try, made from parts: several of each kind, always the same ones. */
export const families = {
  html: cross(TAGS, EVENTS, (tag, event) => `<${tag} src=x on${event}="${RUN}" autofocus tabindex=0>`),
  unclosed: TAGS.map((tag) => `</div></${tag}><${tag} title="`),
  svg: cross(SVG, ['href', 'xlink:href', 'onbegin'], (tag, attribute) => `<svg><${tag} ${attribute}="javascript:${RUN}" attributeName=href /></svg>`),
  css: [
    ...['width:9999px', 'position:fixed;inset:0', 'display:none', `background:url(${EVIL}/x.png)`, 'behavior:url(x.htc)', 'font-size:900px', 'content:"Approve"', 'z-index:2147483647', 'direction:rtl', 'animation:x 1s']
      .flatMap((rule) => [`<p style="${rule}">`, `</style><style>*{${rule}}</style>`, `;${rule};`]),
    `@import url(${EVIL}/x.css);`, `@font-face{src:url(${EVIL}/x.woff2)}`, ':root{--bg-window:red}',
  ],
  schemes: [...cross(SCHEMES, [`//${RUN}`, RUN], (scheme, rest) => `${scheme}:${rest}`), ...cross(DISGUISES, SCHEMES.slice(0, 6), (disguise, scheme) => disguise(`${scheme}:${RUN}`))],
  bidi: cross(TURNS, ['Pay 100 to Ana', 'https://bank.example/a', 'report.pdf'], (turn, text) => `${text.slice(0, 4)}${turn}${text.slice(4)}`),
  unseen: cross(UNSEEN, [1, 200], (sign, times) => `a${sign.repeat(times)}b`),
  zalgo: [8, 40, 200].flatMap((times) => ['a', 'Z', 'م', '字'].map((letter) => `${letter}${'\u0300\u0301\u0302\u0303\u0330\u0331'.repeat(times)} end`)),
  long: cross(['W', 'i', '_', '字', 'م', 'ก', 'ﷺ', '\u00A0', '-', '/'], [80, 400, 2000], (sign, times) => sign.repeat(times)),
  emoji: ['👩🏽‍🚀', '🏳️‍🌈', '🇵🇹', '👍🏿', '❤️‍🔥', '1️⃣', '🫱🏻‍🫲🏿', '🏴‍☠️', '🇦', '\u{1F468}\u200D'].flatMap((one) => [one, one.repeat(3), one.repeat(120)]),
  rtl: ['شركة النخيل', 'חברת הדקל', 'شركة النخيل (فرع ١)', 'مرحبا https://bank.example/a مرحبا', 'שלום +972 55 555 0143', 'English ثم عربي then עברית', '١٢٣٤٥', '؟!', 'ا'.repeat(200), 'לא. <b>כן</b>'],
  cjk: ['株式会社ナツメヤシ東京支店営業部', '字'.repeat(120), 'ｆｕｌｌｗｉｄｔｈ', '𠮷野家', 'がぎぐげご', '한국어 문장입니다', '，。！？', '繁體中文與简体中文', '㍿㌔㍍', 'ｱｲｳｴｵ'],
  placeholders: cross(PLACES, ['', ' repeated '], (place, between) => (between ? `${place}${between}${place}`.repeat(5) : place)),
  marks: [...cross(MARKS, ['text', '<b>text</b>'], (mark, text) => `${mark}${text}${mark.trim()}`), ...MARKS.map((mark) => mark.repeat(500))],
  json: ['{"text":"a"}', '{"__proto__":{"taken":1}}', '[[[[[[[[', '"}],"taken":1,"x":[{"', '\\u003cscript\\u003e', '{"a":1e999}', '\\"', 'null,"b":', '{"constructor":{"prototype":{"taken":1}}}', '[]'.repeat(300)],
  sql: ["' OR 1=1 --", '"; DROP TABLE messages; --', "'; ATTACH 'x' AS y; --", '%', '_%_', "a' UNION SELECT key FROM keychain --", "') MATCH '*", 'NEAR(a b)', '"unclosed', 'text:a OR text:*'],
  paths: [
    '..', '../..', '/etc/passwd', 'C:\\Windows\\System32', '\\\\evil.example\\share', 'CON', 'NUL.txt', 'a/b\\c', '.hidden', '~/.ssh/id_rsa', '$HOME', '%APPDATA%', 'file name.pdf\u0000.exe',
    'invoice.pdf.exe', 'x'.repeat(255) + '.pdf', 'a\nb.pdf', '|calc', '=HYPERLINK("https://evil.example")', '@SUM(1)', '+cmd',
  ],
} satisfies Record<string, string[]>
