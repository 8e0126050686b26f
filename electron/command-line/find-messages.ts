/** Words for names and references that mean no key, or several. */

export const FIND = {
  malformed: (text: string) => `“${text}” is not a whole reference.`,
  form: 'A reference is keyhold://secret/ACCOUNT/KEY or keyhold://secret/env/VARIABLE, with %20 for a space, and perhaps ?version=previous.',
  noKey: (text: string) => `No key is called “${text}”.`,
  didYouMean: (name: string) => `Did you mean “${name}”?`,
  several: (text: string, count: number) => `“${text}” means ${count} keys. Use one of:`,
  more: (count: number) => `  and ${count} more`,
  noAccount: (text: string) => `No account is called “${text}”.`,
  severalAccounts: (text: string) => `Several accounts are called “${text}”. Use the id of one:`,
} as const
