import { PublicPage } from "../components/public-page";

export default function Home() {
  return (
    <PublicPage>
      <h1>無法登入？</h1>
    </PublicPage>
  );
}
