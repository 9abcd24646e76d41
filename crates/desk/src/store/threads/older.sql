-- The summary of a thread in which so many messages are as old as the newest of those that were just added, or older. As many as
-- were added: everything else is newer, so that none of them is shown, and what is counted is counted on.
SELECT conversation_id, last_outbound_at, preview_direction, preview_kind, preview_text, preview_at, preview_delivery, answered_at,
  status, last_active_at, last_inbound_at, unread_count, needs_reply
FROM threads
WHERE id = ?1 AND preview_at IS NOT NULL AND seen_at = 0 AND marked_unread = 0
  AND NOT EXISTS (SELECT 1 FROM outbox INDEXED BY outbox_of_thread WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL)
  AND ?3 = (SELECT count(*) FROM (SELECT 1 FROM messages WHERE thread_id = ?1 AND outbound = 0 AND id <= ?2 LIMIT ?3 + 1))
         + (SELECT count(*) FROM (SELECT 1 FROM messages WHERE thread_id = ?1 AND outbound = 1 AND id <= ?2 LIMIT ?3 + 1))
