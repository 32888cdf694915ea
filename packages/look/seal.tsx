/** The mark of the house: one character in a vermilion seal. */
export function Seal() {
  return (
    <span class="seal" lang="zh-TW" aria-hidden="true">
      開
    </span>
  );
}
