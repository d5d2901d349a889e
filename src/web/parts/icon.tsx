const PATHS = {
  check: "M4 10.5l4 4 8-9",
  clock: "M10 5v5l3.5 2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  person: "M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5",
  wand: "M4 16L13 7M14.5 2.500v3M16 4h-3M7 3.500v2M8 4.500H6M16 10v2M17 11h-2",
  alert: "M10 3.500l7.5 13h-15zM10 8.500v3.500M10 14.200v.1",
  copy: "M7 7h9v9H7zM4 13V4h9",
  close: "M5 5l10 10M15 5L5 15",
  plus: "M10 4v12M4 10h12",
  arrow: "M4 10h12M11 5l5 5-5 5",
  file: "M5 2.500h6l4 4v11H5zM11 2.500v4h4",
  grid: "M3.5 3.500h5v5h-5zM11.5 3.500h5v5h-5zM3.5 11.500h5v5h-5zM11.5 11.500h5v5h-5z",
  question:
    "M7.5 7.500a2.5 2.5 0 1 1 3.6 2.200c-.7.4-1.1.900-1.1 1.800M10 14.200v.1M10 2.500a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  send: "M3 10l14-6.500-4.500 13-3-5.500zM9.5 11L17 3.500",
  link: "M8.5 11.500l3-3M9 6l1.5-1.500a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.500a3.5 3.5 0 0 1-5-5L6 9",
  print: "M6 7V3h8v4M6 14H3.500V7h13v7H14M6 11.500h8V17H6z",
  spark: "M10 3v4M10 13v4M3 10h4M13 10h4M5.5 5.500l2 2M12.5 12.500l2 2M5.5 14.500l2-2M12.5 7.500l2-2",
  gear: "M10 12.7a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM10 2.500v2M10 15.500v2M2.500 10h2M15.500 10h2M4.700 4.700l1.400 1.400M13.900 13.900l1.400 1.400M15.300 4.700l-1.400 1.400M6.100 13.900l-1.400 1.400",
  edit: "M4 16l.8-3.200L13.500 4l2.500 2.500-8.800 8.700z",
  swap: "M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside its meaning in words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
