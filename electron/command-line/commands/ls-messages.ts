/** Help and words of `keyhold ls`. */

export const LS = {
  spec: {
    summary: 'List keys, the most urgent first',
    details: [
      'QUERY is the search language of the window: words and “phrases” that must all occur, - before what must not, and filters such as provider:, account:, tag:, env:, is:expiring, expires:<30d and used:never. Several words are one search.',
      'On a terminal the columns fit its width. In a pipe nothing is cut and there is no heading. With --json each key is one line of JSON.',
    ],
    arguments: [
      {
        name: 'QUERY',
        isOptional: true,
        isRepeated: true,
        completes: 'query',
        help: 'What to look for; without it, all keys',
      },
    ],
    options: { json: { help: 'Print each key as one line of JSON' } },
    examples: [
      { line: 'keyhold ls', says: 'All keys.' },
      {
        line: "keyhold ls 'expires:<30d' provider:ripe",
        says: 'Keys of RIPE Atlas that expire within 30 days.',
      },
      { line: 'keyhold ls is:attention --json | jq -r .name', says: 'The names of all keys that need you.' },
    ],
  },
  columns: ['NAME', 'ACCOUNT', 'STATE', 'EXPIRES', 'SECRET', 'VARIABLE'],
  empty: 'There are no keys yet. Connect an account in the window: keyhold open',
  none: 'No key matches.',
} as const
