-- The summary of one thread as it should be, and after it as it is stored, from its newest conversation, its messages and what
-- is still in the outbox. Messages have whole seconds; within one, the order of storing decides who wrote last, and what is in the
-- outbox comes after them, as in the thread. What failed is no answer, and a reaction asks for none. Every row is found by its id,
-- so that nothing is put into a table in between. What a person marked unread is unread.
SELECT
  coalesce(newest.id, threads.conversation_id),
  nullif(max(coalesce(threads.last_outbound_at, 0), coalesce(answer.at, 0)), 0),
  iif(leaving.id IS NULL, last.direction, 'outbound'), coalesce(leaving.kind, last.kind),
  CASE WHEN coalesce(leaving.id, last.id) IS NOT NULL THEN substr(coalesce(iif(leaving.id IS NULL, last.text, leaving.text), ''), 1, 160) END,
  coalesce(leaving.created_at, last.at), coalesce(leaving.state, last.delivery),
  coalesce(answer.at, 0),
  coalesce(newest.status, threads.status),
  max(coalesce(newest.last_active_at, 0), coalesce(leaving.created_at, last.at, 0)),
  nullif(max(coalesce(threads.last_inbound_at, 0), coalesce(heard.at, 0)), 0),
  max(marked_unread, (SELECT count(*) FROM messages WHERE thread_id = ?1 AND outbound = 0 AND kind <> 'reaction' AND delivery <> 'read'
    AND id > coalesce(answer.id, -9e18) AND at > max(threads.seen_at, pending.at))),
  CASE
    WHEN question.at IS NOT NULL THEN question.at > pending.at AND question.id > coalesce(answer.id, -9e18)
    WHEN coalesce(leaving.id, last.id) IS NOT NULL THEN 0
    ELSE coalesce(threads.last_inbound_at, 0) > coalesce(threads.last_outbound_at, 0) END,
  threads.conversation_id, threads.last_outbound_at,
  preview_direction, preview_kind, preview_text, preview_at, preview_delivery, answered_at,
  threads.status, threads.last_active_at, threads.last_inbound_at, unread_count, needs_reply
FROM (
  SELECT coalesce(max(created_at), 0) AS at FROM outbox INDEXED BY outbox_of_thread
  WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL AND state NOT IN ('cancelled', 'failed')
) AS pending
JOIN threads ON threads.id = ?1
LEFT JOIN conversations AS newest
  ON newest.id = (SELECT id FROM conversations WHERE thread_id = ?1 ORDER BY last_active_at DESC, id DESC LIMIT 1)
LEFT JOIN messages AS heard
  ON heard.id = (SELECT max(id) FROM messages WHERE thread_id = ?1 AND outbound = 0)
LEFT JOIN messages AS question
  ON question.id = (SELECT id FROM messages WHERE thread_id = ?1 AND outbound = 0 AND kind <> 'reaction' ORDER BY id DESC LIMIT 1)
LEFT JOIN messages AS answer
  ON answer.id = (SELECT id FROM messages WHERE thread_id = ?1 AND outbound = 1 AND delivery <> 'failed' ORDER BY id DESC LIMIT 1)
LEFT JOIN messages AS last
  ON last.id = (SELECT max(coalesce(heard.id, -9e18), coalesce((SELECT max(id) FROM messages WHERE thread_id = ?1 AND outbound = 1), -9e18)))
LEFT JOIN outbox AS leaving
  ON leaving.id = (SELECT max(id) FROM outbox INDEXED BY outbox_of_thread
                   WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL AND state <> 'cancelled')
  AND leaving.created_at >= coalesce(last.at, 0)
