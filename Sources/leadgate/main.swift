print("leadgate")
