let current: HTMLMediaElement | undefined

/** Starts a sound and stops the one before: two voices at once are none. */
export function playAlone(sound: HTMLMediaElement): Promise<void> {
  if (current && current !== sound) current.pause()
  current = sound
  return sound.play()
}
