/**
 * Draws names that another program chose.
 *
 * SECURITY: each name is in an element with its own text direction (`bdi`), so that it cannot change the direction of the surrounding text. Main has
 * removed control characters.
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
