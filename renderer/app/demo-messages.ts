/** What a demo vault says of itself. */
export const DEMO_LINE = 'Demo vault. Nothing here is real; it is deleted when you close it.'
