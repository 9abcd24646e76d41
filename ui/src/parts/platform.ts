export type Platform = 'mac' | 'win' | 'linux'

/** Where the window runs: what the page's root says, or else what the browser says. */
export function platform(): Platform {
  const said = document.documentElement.dataset['platform']
  if (said === 'mac' || said === 'win' || said === 'linux') return said
  if (/mac/i.test(navigator.userAgent)) return 'mac'
  return /windows/i.test(navigator.userAgent) ? 'win' : 'linux'
}
