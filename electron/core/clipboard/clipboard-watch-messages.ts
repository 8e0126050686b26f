/** The words of the notification that offers to save a copied key. SECURITY: it names the kind of key, and no part of it. */
export const copiedKeyNotification = (shapeName: string) => ({
  title: 'You copied a key',
  body: `${shapeName}. Open this notification to save it in Keyhold.`,
})
