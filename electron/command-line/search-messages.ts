/** Words for searches that cannot be read. */

export const SEARCH = {
  missingValue: (term: string) => `“${term}” needs a value.`,
  unknownFilter: (term: string) => `“${term}” is not a filter that Keyhold knows.`,
  unknownValue: (term: string) =>
    `“${term}” is not a value that this filter knows. A date is 2026-12, <30d or never.`,
  didYouMean: (term: string) => `Did you mean ${term}?`,
  quote: (term: string) => `To look for this text, quote it: '"${term}"'`,
} as const
