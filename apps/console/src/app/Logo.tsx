/** The mark: an abacus, after the first character of 算力. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f6b57" />
      <g stroke="#fff" strokeWidth="1.6" strokeLinecap="round">
        <path d="M6 12h20M10 7v18M16 7v18M22 7v18" opacity=".55" />
      </g>
      <g fill="#fff">
        <rect x="7.5" y="8" width="5" height="3.2" rx="1.6" />
        <rect x="13.5" y="8" width="5" height="3.2" rx="1.6" />
        <rect x="19.5" y="8" width="5" height="3.2" rx="1.6" />
        <rect x="7.5" y="14" width="5" height="3.2" rx="1.6" />
        <rect x="7.5" y="18" width="5" height="3.2" rx="1.6" />
        <rect x="13.5" y="21.5" width="5" height="3.2" rx="1.6" />
        <rect x="19.5" y="17" width="5" height="3.2" rx="1.6" />
        <rect x="19.5" y="21" width="5" height="3.2" rx="1.6" />
      </g>
    </svg>
  );
}
