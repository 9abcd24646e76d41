import type { Calls } from '../bridge'
import type { Storage } from '../contract'
import { minutesAgo } from './chats'
import type { World } from './world'

type Name = 'desk_storage' | 'desk_purge' | 'desk_proofs'

/** What an invented computer keeps, and what was proven of the program. */
export function storage(world: World): { [N in Name]: (input: Calls[N]['input']) => Calls[N]['output'] } {
  let [media, messages] = [12, 1204]
  const size = () => 3_400_000 + messages * 2_000 + media * 350_000
  const kept = (): Storage => ({
    projects: world.projects.map(({ id, name, demo }) => ({
      project_id: id, name, demo, open: id === world.open?.id, byte_size: size(),
      ...(id === world.open?.id ? { media_files: media, media_byte_size: media * 350_000, messages, oldest_message_at: minutesAgo(500_000) } : {}),
    })),
    total_byte_size: size() * world.projects.length,
    media_limit_byte_size: 500_000_000,
    encryption: { cipher: 'AES-256-CBC with HMAC-SHA512', library: 'SQLCipher 4.6', key_is_in: world.open?.demo ? 'program' : 'keychain', keychain: 'Secret Service' },
  })
  return {
    desk_storage: kept,
    desk_purge: ({ media_before, messages_before, preview = false }) => {
      const before = size()
      const gone = { media_files: media_before ? media : messages_before ? 3 : 0, messages: messages_before ? 800 : 0 }
      if (!preview) [media, messages] = [media - gone.media_files, messages - gone.messages]
      return { preview, ...gone, media_byte_size: gone.media_files * 350_000, byte_size_before: before, byte_size_after: size() }
    },
    desk_proofs: () => ({
      proofs: [
        { claim: 'kill -9 of a real process at random points', wanted: '1,000 kills: 0 lost, 0 doubled', reached: '1000 kills: 0 lost, 0 doubled, back in at most 0.40 s', seed: 7, seconds: 220 },
        { claim: '100 concurrent calls with one idempotency key', wanted: '1 POST, 100 equal answers', reached: '100 rounds: 100 POSTs, 10000 equal answers', seed: 7, seconds: 8 },
      ],
    }),
  }
}
