import type { SetupLanguage } from '../state/setupLink.svelte'

/** What a customer's setup page says, for its preview: in the page's language, whatever the window speaks. */
export const setupPage: Record<SetupLanguage, { title: string; time: string; own: string; ownSays: string; app: string; appSays: string; go: string; by: string }> = {
  en: { title: 'Connect the WhatsApp of', time: 'It takes about five minutes.', own: 'A dedicated number', ownSays: 'Through the API only', app: 'Keep my app', appSays: 'Go on using WhatsApp Business', go: 'Continue with Facebook', by: 'Offered by' },
  es: { title: 'Conecta el WhatsApp de', time: 'Lleva unos cinco minutos.', own: 'Un número dedicado', ownSays: 'Solo por la API', app: 'Conservar mi aplicación', appSays: 'Seguir usando WhatsApp Business', go: 'Continuar con Facebook', by: 'Ofrecido por' },
  pt: { title: 'Conecte o WhatsApp de', time: 'Leva cerca de cinco minutos.', own: 'Um número dedicado', ownSays: 'Só pela API', app: 'Manter meu aplicativo', appSays: 'Continuar usando o WhatsApp Business', go: 'Continuar com o Facebook', by: 'Oferecido por' },
  hi: { title: 'इसका WhatsApp जोड़ें:', time: 'इसमें लगभग पाँच मिनट लगते हैं।', own: 'एक अलग नंबर', ownSays: 'केवल API से', app: 'मेरा ऐप रखें', appSays: 'WhatsApp Business चलाते रहें', go: 'Facebook के साथ जारी रखें', by: 'प्रस्तुतकर्ता' },
  id: { title: 'Hubungkan WhatsApp', time: 'Butuh sekitar lima menit.', own: 'Nomor khusus', ownSays: 'Hanya lewat API', app: 'Pertahankan aplikasi saya', appSays: 'Tetap memakai WhatsApp Business', go: 'Lanjutkan dengan Facebook', by: 'Disediakan oleh' },
  ar: { title: 'ربط واتساب', time: 'يستغرق ذلك نحو خمس دقائق.', own: 'رقم مخصص', ownSays: 'عبر الواجهة البرمجية فقط', app: 'الاحتفاظ بتطبيقي', appSays: 'مواصلة استخدام واتساب للأعمال', go: 'المتابعة عبر فيسبوك', by: 'مقدم من' },
}
