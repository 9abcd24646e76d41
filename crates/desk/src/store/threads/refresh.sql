-- The summary of one thread as it should be, and after it as it is stored, from its newest conversation, its messages and what
-- is still in the outbox. Messages have whole seconds; within one, the order of storing decides who wrote last. What failed is
-- no answer, and a reaction asks for none.
SELECT
  coalesce(newest.id, threads.conversation_id),
  nullif(max(coalesce(threads.last_outbound_at, 0), coalesce(times.outbound, 0)), 0),
  last.direction, last.kind, last.text, last.at, last.delivery,
  coalesce(answer.at, 0),
  coalesce(newest.status, threads.status),
  max(coalesce(newest.last_active_at, 0), coalesce(last.at, 0)),
  nullif(max(coalesce(threads.last_inbound_at, 0), coalesce(times.inbound, 0)), 0),
  (SELECT count(*) FROM messages WHERE thread_id = ?1 AND direction = 'inbound' AND kind <> 'reaction' AND delivery <> 'read'
    AND id > coalesce(answer.id, -9e18) AND at > max(threads.seen_at, pending.at)),
  CASE
    WHEN question.at IS NOT NULL THEN question.at > pending.at AND question.id > coalesce(answer.id, -9e18)
    WHEN last.at IS NOT NULL THEN 0
    ELSE coalesce(threads.last_inbound_at, 0) > coalesce(threads.last_outbound_at, 0) END,
  threads.conversation_id, threads.last_outbound_at,
  preview_direction, preview_kind, preview_text, preview_at, preview_delivery, answered_at,
  threads.status, threads.last_active_at, threads.last_inbound_at, unread_count, needs_reply
FROM threads
LEFT JOIN (SELECT id, status, last_active_at FROM conversations WHERE thread_id = ?1 ORDER BY last_active_at DESC, id DESC LIMIT 1) AS newest
LEFT JOIN (
  SELECT (SELECT at FROM messages WHERE thread_id = ?1 AND direction = 'inbound' ORDER BY id DESC LIMIT 1) AS inbound,
         (SELECT at FROM messages WHERE thread_id = ?1 AND direction = 'outbound' AND delivery <> 'failed' ORDER BY id DESC LIMIT 1) AS outbound
) AS times
LEFT JOIN (
  SELECT coalesce(max(created_at), 0) AS at FROM outbox WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL AND state NOT IN ('cancelled', 'failed')
) AS pending
LEFT JOIN (
  SELECT at, id FROM messages WHERE thread_id = ?1 AND direction = 'inbound' AND kind <> 'reaction' ORDER BY id DESC LIMIT 1
) AS question
LEFT JOIN (
  SELECT at, id FROM messages WHERE thread_id = ?1 AND direction = 'outbound' AND delivery <> 'failed' ORDER BY id DESC LIMIT 1
) AS answer
LEFT JOIN (
  SELECT * FROM (
    SELECT direction, kind, substr(coalesce(text, ''), 1, 160) AS text, at, delivery, id FROM messages WHERE id = (
      SELECT max(id) FROM (
        SELECT max(id) AS id FROM messages WHERE thread_id = ?1 AND direction = 'inbound'
        UNION ALL SELECT max(id) FROM messages WHERE thread_id = ?1 AND direction = 'outbound'))
    UNION ALL
    SELECT * FROM (SELECT 'outbound', kind, substr(coalesce(text, ''), 1, 160), created_at, state, id FROM outbox
                   WHERE thread_id = ?1 AND hidden = 0 AND wamid IS NULL AND state <> 'cancelled' ORDER BY id DESC LIMIT 1)
  ) ORDER BY at DESC LIMIT 1
) AS last
WHERE threads.id = ?1
