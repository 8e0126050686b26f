/** Messages of the line that marks a demo vault. */
export const DEMO_LINE = 'Demo vault. Nothing here is real; it is deleted when you close it.'
