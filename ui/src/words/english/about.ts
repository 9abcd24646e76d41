/** What the program is, and what its proofs reached. */
export const about = {
  licence: 'Free software under the Apache License 2.0 or the MIT license, as you like.',
  proofs: 'What it claims, proven',
  help: 'Figures of the last run of its proofs, before this version was built. Anybody can run them again.',
  none: 'No proofs were run before this version was built.',
  claim: 'Claim',
  wanted: 'Must reach',
  reached: 'Reached',
}
