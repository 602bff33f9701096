interface ImportMeta {
  /** Where the built entry of the reading threads lies, relative to the module; not set in the sources. */
  readonly parsingWorker?: string;
}
