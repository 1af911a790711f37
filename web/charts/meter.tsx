/** A bar that shows how much of something is done; the text beside it says the same in words. */
export const Meter = ({
  value,
  of,
  label,
}: {
  readonly value: number;
  readonly of: number;
  readonly label: string;
}) => {
  const share = of > 0 ? Math.min(1, Math.max(0, value / of)) * 100 : 0;
  return (
    <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="track" width="100" height="10" rx="1" />
      {share > 0 && <rect class="fill" width={share} height="10" rx="1" />}
    </svg>
  );
};
