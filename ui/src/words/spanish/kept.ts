import type { Words } from '../../words'

/** Lo que se guarda en esta computadora, y lo que el programa es. */
export const kept: Pick<Words, 'storage' | 'about'> = {
  storage: {
    here: 'En esta computadora',
    messages: (count, many, since) => (count === 1 ? `1 mensaje desde el ${since},` : since ? `${many} mensajes desde el ${since},` : `${many} mensajes,`),
    files: (count, many, size) => (count === 1 ? `1 archivo con ${size}.` : `${many} archivos con ${size}.`),
    room: 'Hacer espacio',
    old: {
      media: { label: 'Archivos de mensajes', help: (most) => `Se vuelven a traer cuando alguien los mira. Se guardan como mucho ${most} por proyecto; los más viejos se van primero.` },
      messages: { label: 'Mensajes viejos', help: () => 'Quedan en Kapso y aquí no se vuelven a leer.' },
    },
    olderThan: (days) => (days === 0 ? 'Todos' : days === 365 ? 'De más de un año' : `De más de ${days} días`),
    letGo: 'Borrar aquí',
    act: (what) => `Borrar aquí: ${what}`,
    sure: '¿Borrarlos de esta computadora?',
    nothing: 'Nada es tan viejo',
    goFiles: (count, many, size) => (count === 1 ? `Se va 1 archivo con ${size}.` : `Se van ${many} archivos con ${size}.`),
    goMessages: (count, many, files) => (count === 1 ? `Se va 1 mensaje, y ${files} de sus archivos.` : `Se van ${many} mensajes, y ${files} de sus archivos.`),
    stays: {
      media: 'Sus mensajes quedan. Kapso guarda los archivos y los envía otra vez cuando se miran.',
      messages: 'En Kapso no cambia nada. Aquí quedan los más nuevos de cada conversación, los contactos, las notas, los borradores y toda conversación en la que algo espera.',
    },
    freed: (size) => `${size} liberados`,
    privacy: 'Cifrado y privacidad',
    encrypted: 'Todo lo que hay aquí está cifrado.',
    keyIn: {
      keychain: (name) => `Su clave está en ${name}, aparte del archivo.`,
      program: (_) => 'La demostración tiene personas inventadas; su clave es parte del programa.',
      memory: (_) => 'Su clave está solo en la memoria: al salir de Kapso Desk, nadie puede leer esta copia.',
    },
  },
  about: {
    licence: 'Software libre con la licencia Apache 2.0 o la MIT, como prefieras.',
    proofs: 'Lo que afirma, probado',
    help: 'Cifras de la última ejecución de sus pruebas, antes de esta versión. Cualquiera puede repetirlas.',
    none: 'No se ejecutaron pruebas antes de esta versión.',
    claim: 'Afirmación',
    wanted: 'Debe alcanzar',
    reached: 'Alcanzado',
  },
}
