'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const Signs = dynamic(() => import('./signs').then((module) => module.Signs), { ssr: false });

/** Tells of news outside of the page: sounds, notifications, the title. Loaded when the page itself is of use. */
export function Notifier() {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    const start = () => setLoaded(true);
    if (document.readyState === 'complete') start();
    else window.addEventListener('load', start, { once: true });
    return () => window.removeEventListener('load', start);
  }, []);
  return loaded ? <Signs /> : null;
}
