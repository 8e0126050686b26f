/**
 * Draws names that another program chose.
 *
 * SECURITY: each stands in an element of its own direction (`bdi`), so that it cannot turn the words around it. Main has removed their control characters.
 */
export const ForeignName = ({ name }: { readonly name: string }) => <bdi dir="auto">{name}</bdi>

export function ForeignNames({ names }: { readonly names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={index}>
      {index > 0 && ', '}
      <ForeignName name={name} />
    </span>
  ))
}
