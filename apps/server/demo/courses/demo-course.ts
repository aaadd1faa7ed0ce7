export interface DemoLecture {
  readonly title: string;
  /** Text of an article; a lecture without one is the video that the encoder makes. */
  readonly article?: string;
  readonly isPreview?: boolean;
}

export interface DemoCourse {
  /** Its address; also tells whether it was made before. */
  readonly slug: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly category: string;
  readonly level: 'beginner' | 'intermediate' | 'advanced';
  /** Minor units of US dollars; 0 is free. */
  readonly price: number;
  readonly tags: readonly string[];
  /** E-mail of the demo account that teaches it. */
  readonly instructor: string;
  readonly publishedDaysAgo: number;
  readonly sections: readonly {
    readonly title: string;
    readonly lectures: readonly DemoLecture[];
  }[];
}
