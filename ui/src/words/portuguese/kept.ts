import type { Words } from '../../words'

/** O que fica neste computador, e o que o programa é. */
export const kept: Pick<Words, 'storage' | 'about'> = {
  storage: {
    here: 'Neste computador',
    messages: (count, many, since) => (count === 1 ? `1 mensagem desde ${since},` : since ? `${many} mensagens desde ${since},` : `${many} mensagens,`),
    files: (count, many, size) => (count === 1 ? `1 arquivo com ${size}.` : `${many} arquivos com ${size}.`),
    room: 'Abrir espaço',
    old: {
      media: { label: 'Arquivos de mensagens', help: (most) => `São buscados de novo quando alguém os olha. Ficam no máximo ${most} por projeto; os mais antigos saem primeiro.` },
      messages: { label: 'Mensagens antigas', help: () => 'Ficam no Kapso e não são lidas de novo aqui.' },
    },
    olderThan: (days) => (days === 0 ? 'Todos' : days === 365 ? 'De mais de um ano' : `De mais de ${days} dias`),
    letGo: 'Apagar aqui',
    act: (what) => `Apagar aqui: ${what}`,
    sure: 'Apagar isto deste computador?',
    nothing: 'Nada é tão antigo',
    goFiles: (count, many, size) => (count === 1 ? `Sai 1 arquivo com ${size}.` : `Saem ${many} arquivos com ${size}.`),
    goMessages: (count, many, files) => (count === 1 ? `Sai 1 mensagem, e ${files} dos seus arquivos.` : `Saem ${many} mensagens, e ${files} dos seus arquivos.`),
    stays: {
      media: 'As mensagens ficam. O Kapso guarda os arquivos e os envia de novo quando são olhados.',
      messages: 'No Kapso nada muda. Aqui ficam as mais novas de cada conversa, os contatos, as notas, os rascunhos e toda conversa em que algo espera.',
    },
    freed: (size) => `${size} liberados`,
    privacy: 'Criptografia e privacidade',
    encrypted: 'Tudo o que está aqui é criptografado.',
    keyIn: {
      keychain: (name) => `A chave está em ${name}, separada do arquivo.`,
      program: (_) => 'A demonstração tem pessoas inventadas; a chave é parte do programa.',
      memory: (_) => 'A chave está só na memória: ao sair do Kapso Desk, ninguém pode ler esta cópia.',
    },
  },
  about: {
    licence: 'Software livre sob a licença Apache 2.0 ou a MIT, como preferir.',
    proofs: 'O que ele afirma, provado',
    help: 'Números da última execução das provas, antes desta versão. Qualquer pessoa pode repeti-las.',
    none: 'Nenhuma prova foi executada antes desta versão.',
    claim: 'Afirmação',
    wanted: 'Deve alcançar',
    reached: 'Alcançado',
  },
}
