/** Who looks at a page, as far as the page shows it. */
export interface Viewer {
  readonly member: string;
  readonly name: string;
  /** Staff and administrators see the reports. */
  readonly isStaff: boolean;
  /** IANA zone in which the page tells times. */
  readonly timeZone: string;
  /** The page's own path, to mark it in the navigation. */
  readonly path: string;
}
